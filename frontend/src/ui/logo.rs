use yew::prelude::*;
use yew_router::prelude::*;

use crate::route::Route;

/// The mark: the semaphore of the optical telegraph, a mast, its beam and two arms.
#[component(Mark)]
fn mark() -> Html {
    html! {
        <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
            <rect width="32" height="32" rx="8" fill="currentColor" />
            <g class="brand-lines" fill="none" stroke-linecap="round">
                <path d="M16 11v15" stroke-width="2.4" />
                <path d="M8.5 14.5l15-7" stroke-width="2.8" />
                <path d="M8.5 14.5v-6M23.5 7.5l3 5.200" stroke-width="2.4" />
                <path d="M12.5 26h7" stroke-width="2.4" />
            </g>
        </svg>
    }
}

/// Mark and name, leading home.
#[component(Brand)]
pub fn brand() -> Html {
    html! {
        <Link<Route> to={Route::Dashboard} classes="brand">
            <Mark />
            <span>{ "Chappe" }</span>
        </Link<Route>>
    }
}

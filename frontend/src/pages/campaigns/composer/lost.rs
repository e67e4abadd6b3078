//! Somebody else was faster: another tab, a colleague, or the hour at which the campaign was to leave.

use openapi::CampaignId;
use openapi::campaigns::Campaign;
use yew::prelude::*;
use yew_router::prelude::*;

use super::save::is_written_on;
use crate::i18n::use_lang;
use crate::route::Route;
use crate::ui::{Button, Dialog, Variant};

#[derive(Properties, PartialEq)]
pub struct LostProps {
    /// As the campaign is now; `None` when it is no more.
    pub theirs: Option<Box<Campaign>>,
    pub open: bool,
    /// Takes what the other one wrote.
    pub reload: Callback<()>,
    /// Keeps what is written here, as a draft of its own.
    pub keep: Callback<()>,
}

/// There is no way past it: one of the two is chosen.
#[component(Lost)]
pub fn lost(props: &LostProps) -> Html {
    let texts = use_lang().launch();
    let launched =
        props.theirs.as_deref().filter(|campaign| !is_written_on(campaign.status)).map(|campaign| campaign.id);
    let (title, text) = match (&props.theirs, launched) {
        (None, _) => (texts.lost_deleted(), texts.lost_deleted_text()),
        (Some(_), Some(_)) => (texts.lost_launched(), texts.lost_launched_text()),
        (Some(_), None) => (texts.lost_changed(), texts.lost_changed_text()),
    };
    let theirs = match (&props.theirs, launched) {
        (Some(_), None) => html! { <Button onclick={props.reload.reform(|_| ())}>{ texts.take_theirs() }</Button> },
        (_, Some(id)) => report_link(id, texts.to_report()),
        (None, _) => Html::default(),
    };
    let footer = html! {
        <>
            { theirs }
            <Button variant={Variant::Primary} onclick={props.keep.reform(|_| ())}>{ texts.keep_copy() }</Button>
        </>
    };
    html! {
        <Dialog id="lost" {title} open={props.open} on_close={Callback::noop()} {footer}>
            <p>{ text }</p>
        </Dialog>
    }
}

fn report_link(id: CampaignId, words: &'static str) -> Html {
    html! { <Link<Route> to={Route::Campaign { id }} classes="btn">{ words }</Link<Route>> }
}

use yew::prelude::*;
#[component(Composer)]
pub fn composer() -> Html {
    Html::default()
}

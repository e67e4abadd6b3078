use yew::prelude::*;

/// One view among several of the same list.
#[derive(Debug, Clone, PartialEq)]
pub struct Tab {
    pub value: AttrValue,
    pub label: AttrValue,
    pub count: Option<AttrValue>,
}

#[derive(Properties, PartialEq)]
pub struct TabsProps {
    /// What is chosen between.
    pub label: AttrValue,
    pub tabs: Vec<Tab>,
    pub value: AttrValue,
    pub onchange: Callback<AttrValue>,
}

/// A filter as a row of buttons: each says whether it is pressed.
#[component(Tabs)]
pub fn tabs(props: &TabsProps) -> Html {
    html! {
        <div class="tab-row" role="group" aria-label={props.label.clone()}>
            { for props.tabs.iter().map(|tab| {
                let pressed = tab.value == props.value;
                let value = tab.value.clone();
                html! {
                    <button key={tab.value.to_string()} type="button" class="tab" aria-pressed={if pressed { "true" } else { "false" }}
                        onclick={props.onchange.reform(move |_| value.clone())}>
                        { &tab.label }
                        if let Some(count) = &tab.count {
                            <span class="tab-count digits">{ count }</span>
                        }
                    </button>
                }
            }) }
        </div>
    }
}

use openapi::api_keys::{CreatedApiKey, Scope};
use yew::prelude::*;

use crate::i18n::{Lang, use_lang};
use crate::ui::{Button, CopyButton, Dialog, Icon, IconName, Variant};

/// A number that no subscriber has (ARCEP keeps it for fiction), for the example.
const EXAMPLE_NUMBER: &str = "+33639980101";

#[derive(Properties, PartialEq)]
pub struct MadeDialogProps {
    pub made: Option<CreatedApiKey>,
    pub on_close: Callback<()>,
}

/// The secret of a key that was just made, this once, and a call to try it with.
#[component(MadeDialog)]
pub fn made_dialog(props: &MadeDialogProps) -> Html {
    let lang = use_lang();
    let texts = lang.api_keys();
    let footer = html! { <Button variant={Variant::Primary} icon={IconName::Check} onclick={props.on_close.reform(|_| ())}>{ texts.kept() }</Button> };
    html! {
        <Dialog id="made-key" title={texts.made_title()} wide=true open={props.made.is_some()} on_close={props.on_close.clone()} {footer}>
            if let Some(made) = &props.made {
                <div class="form-stack">
                    <div class="note tone-warn"><Icon name={IconName::AlertTriangle} /><span class="note-text">{ texts.made_text() }</span></div>
                    <div class="field">
                        <label class="form-label" for="key-secret">{ texts.secret() }</label>
                        <div class="value-row">
                            <input id="key-secret" class="form-control mono-input" readonly=true value={made.secret.clone()} autocomplete="off" spellcheck="false" />
                            <CopyButton text={made.secret.clone()} />
                        </div>
                    </div>
                    <div>
                        <h3 class="form-label">{ texts.example() }</h3>
                        <pre class="code-block" tabindex="0" aria-label={texts.example()}><code>{ example(lang, made) }</code></pre>
                    </div>
                </div>
            }
        </Dialog>
    }
}

/// A call that the key may make, as one types it.
fn example(lang: Lang, made: &CreatedApiKey) -> String {
    let origin = web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default();
    let secret = &made.secret;
    let has = |scope: Scope| made.key.scopes.contains(&scope);
    if has(Scope::Send) {
        let text = lang.api_keys().example_text();
        return format!(
            "curl {origin}/api/v1/messages \\\n  -H 'Authorization: Bearer {secret}' \\\n  -H 'Content-Type: application/json' \\\n  \
             -d '{{\"to\": \"{EXAMPLE_NUMBER}\", \"text\": \"{text}\"}}'"
        );
    }
    let path = match (has(Scope::Read), has(Scope::Contacts)) {
        (true, _) => "campaigns",
        (false, true) => "contacts",
        (false, false) => "movements",
    };
    format!("curl {origin}/api/v1/{path} \\\n  -H 'Authorization: Bearer {secret}'")
}

use yew::prelude::*;

use crate::app::use_session;
use crate::i18n::use_lang;
use crate::ui::{Button, CopyButton, Icon, IconName, Variant, save_text};

const FILE_NAME: &str = "chappe-recovery-codes.txt";

#[derive(Properties, PartialEq)]
pub struct RecoveryCodesProps {
    pub codes: Vec<String>,
    /// The person says that they are kept: they disappear for good.
    pub on_kept: Callback<()>,
}

/// Codes that were just made, shown this once.
#[component(RecoveryCodes)]
pub fn recovery_codes(props: &RecoveryCodesProps) -> Html {
    let lang = use_lang();
    let texts = lang.second_factor();
    let account_id = use_session().account.map(|account| account.account_id.clone()).unwrap_or_default();
    let text = props.codes.join("\n");
    let download = {
        let text = format!("{}\n\n{text}\n", texts.file_head(account_id));
        Callback::from(move |_| save_text(FILE_NAME, "text/plain;charset=utf-8", &text))
    };
    html! {
        <section class="card" aria-labelledby="recovery-codes">
            <div class="card-title-row"><h2 id="recovery-codes">{ texts.codes_title() }</h2></div>
            <div class="card-body form-stack">
                <div class="note tone-warn"><Icon name={IconName::AlertTriangle} /><span class="note-text">{ texts.codes_text() }</span></div>
                <ol class="code-list">
                    { for props.codes.iter().map(|code| html! { <li key={code.clone()}><code>{ code }</code></li> }) }
                </ol>
                <div class="form-actions">
                    <Button variant={Variant::Primary} icon={IconName::Check} onclick={props.on_kept.reform(|_| ())}>{ texts.kept() }</Button>
                    <Button icon={IconName::Download} onclick={download}>{ texts.download() }</Button>
                    <CopyButton {text} />
                </div>
            </div>
        </section>
    }
}

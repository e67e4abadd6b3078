use yew::prelude::*;

use crate::i18n::use_lang;
use crate::ui::Field;

#[derive(Properties, PartialEq)]
pub struct OtpFieldProps {
    pub id: AttrValue,
    pub value: AttrValue,
    pub oninput: Callback<String>,
    #[prop_or_default]
    pub error: Option<AttrValue>,
    #[prop_or_default]
    pub autofocus: bool,
    /// Only the app's code will do: while it is being set up there are no recovery codes.
    #[prop_or_default]
    pub app_only: bool,
}

/// Takes the code of the authenticator app, or a recovery code from whoever has no phone at hand.
#[component(OtpField)]
pub fn otp_field(props: &OtpFieldProps) -> Html {
    let texts = use_lang().second_factor();
    let recovery = use_state(|| false);
    let switch = {
        let (recovery, oninput) = (recovery.clone(), props.oninput.clone());
        Callback::from(move |_: MouseEvent| {
            recovery.set(!*recovery);
            oninput.emit(String::new());
        })
    };
    let (label, hint, inputmode, autocomplete, other) = if *recovery {
        (texts.recovery_code(), texts.recovery_hint(), "text", "off", texts.use_app())
    } else {
        (texts.code(), texts.code_hint(), "numeric", "one-time-code", texts.use_recovery())
    };
    html! {
        <div>
            <Field id={props.id.clone()} {label} {hint} {inputmode} {autocomplete} value={props.value.clone()} oninput={props.oninput.clone()}
                error={props.error.clone()} autofocus={props.autofocus} required=true maxlength="32" />
            if !props.app_only {
                <button type="button" class="link-button small" onclick={switch}>{ other }</button>
            }
        </div>
    }
}

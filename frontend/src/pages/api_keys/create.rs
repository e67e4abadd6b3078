use openapi::ProblemCode;
use openapi::api_keys::{CreatedApiKey, KeyMode, NewApiKey, Scope};
use yew::prelude::*;

use super::scope_words;
use crate::api;
use crate::hooks::{set_part, use_action};
use crate::i18n::{Lang, use_lang};
use crate::ui::{Checkbox, Field, FormDialog, Icon, IconName, Radio, Radios, below};

const FIELDS: &[&str] = &["name", "scopes", "password"];
const LIVE: &str = "live";
const TEST: &str = "test";

#[derive(Clone, PartialEq)]
struct Draft {
    name: String,
    scopes: Vec<Scope>,
    mode: &'static str,
    password: String,
    /// The server wants the password: the session is no longer young.
    ask_password: bool,
}

impl Default for Draft {
    fn default() -> Self {
        let scopes = vec![Scope::Read, Scope::Send];
        Self { name: String::new(), scopes, mode: LIVE, password: String::new(), ask_password: false }
    }
}

#[derive(Properties, PartialEq)]
pub struct CreateDialogProps {
    pub open: bool,
    pub on_close: Callback<()>,
    pub on_made: Callback<CreatedApiKey>,
}

/// Names a key and chooses what it may do.
#[component(CreateDialog)]
pub fn create_dialog(props: &CreateDialogProps) -> Html {
    let lang = use_lang();
    let texts = lang.api_keys();
    let action = use_action();
    let draft = use_state(Draft::default);
    {
        let draft = draft.clone();
        let wanted = action.failure.as_ref().is_some_and(|failure| failure.wants("password"));
        use_effect_with(wanted, move |wanted| {
            if *wanted {
                draft.set(Draft { ask_password: true, ..(*draft).clone() });
            }
        });
    }
    let on_submit = {
        let (action, draft, on_made) = (action.clone(), draft.clone(), props.on_made.clone());
        Callback::from(move |()| {
            let on_made = on_made.clone();
            let key = NewApiKey {
                name: draft.name.trim().to_owned(),
                scopes: draft.scopes.clone(),
                mode: if draft.mode == TEST { KeyMode::Test } else { KeyMode::Live },
                password: Some(draft.password.clone()).filter(|password| !password.is_empty()),
            };
            action.run(async move { api::api_keys::create(&key).await }, move |made| on_made.emit(made));
        })
    };
    let modes = vec![
        Radio { value: LIVE, label: texts.live().into(), hint: texts.live_hint().into() },
        Radio { value: TEST, label: texts.test().into(), hint: texts.test_hint().into() },
    ];
    let too_many = action.failure.as_ref().is_some_and(|failure| failure.code() == Some(ProblemCode::Conflict));
    let shown = action.silent_if(too_many);
    html! {
        <FormDialog id="new-key" title={texts.new_key()} submit={texts.create()} open={props.open} action={shown} fields={FIELDS}
            on_open={set_part(&draft, |draft: &mut Draft, ()| *draft = Draft::default())} {on_submit} on_close={props.on_close.clone()}>
            if too_many {
                <div class="note tone-bad" role="alert"><Icon name={IconName::AlertTriangle} /><span class="note-text">{ texts.too_many() }</span></div>
            }
            <Field id="key-name" label={texts.name()} hint={texts.name_hint()} value={draft.name.clone()} error={action.error(lang, "name")} required=true
                autofocus=true autocomplete="off" maxlength="100" oninput={set_part(&draft, |draft: &mut Draft, value| draft.name = value)} />
            { scope_boxes(lang, &draft, action.error(lang, "scopes").as_deref()) }
            <Radios id="key-mode" legend={texts.mode()} value={draft.mode} choices={modes}
                onchange={set_part(&draft, |draft: &mut Draft, mode| draft.mode = mode)} />
            if draft.ask_password {
                <Field id="key-password" label={lang.account().current_password()} hint={texts.needs_password()} kind="password" value={draft.password.clone()}
                    error={action.error(lang, "password").filter(|_| !draft.password.is_empty())} required=true autofocus=true autocomplete="current-password"
                    oninput={set_part(&draft, |draft: &mut Draft, value| draft.password = value)} />
            }
        </FormDialog>
    }
}

fn scope_boxes(lang: Lang, draft: &UseStateHandle<Draft>, error: Option<&str>) -> Html {
    let change = |scope: Scope| {
        set_part(draft, move |draft: &mut Draft, chosen: bool| {
            draft.scopes.retain(|other| *other != scope);
            if chosen {
                draft.scopes.push(scope);
            }
        })
    };
    html! {
        <fieldset class="field" aria-describedby={error.is_some().then_some("key-scopes-error")}>
            <legend class="form-label">{ lang.api_keys().scopes() }</legend>
            <div class="check-list">
                { for Scope::ALL.into_iter().map(|scope| {
                    let (label, hint) = scope_words(lang, scope);
                    html! {
                        <Checkbox key={scope.word()} id={format!("scope-{}", scope.word())} {label} {hint}
                            checked={draft.scopes.contains(&scope)} onchange={change(scope)} />
                    }
                }) }
            </div>
            { below("key-scopes", None, error) }
        </fieldset>
    }
}

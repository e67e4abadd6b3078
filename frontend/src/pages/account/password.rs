use openapi::accounts::PasswordChange;
use yew::prelude::*;

use super::AccountFrame;
use crate::api;
use crate::app::use_session;
use crate::hooks::{set_part, use_action};
use crate::i18n::use_lang;
use crate::pages::second_factor::OtpField;
use crate::ui::{Field, Form, use_toaster};

const FIELDS: &[&str] = &["old", "new", "otp"];

#[derive(Clone, PartialEq, Default)]
struct Draft {
    old: String,
    new: String,
    again: String,
    otp: String,
    /// The two new ones were found to differ when it was last sent.
    different: bool,
}

#[component(Password)]
pub fn password() -> Html {
    let lang = use_lang();
    let texts = lang.account();
    let toaster = use_toaster();
    let action = use_action();
    let draft = use_state(Draft::default);
    let Some(account) = use_session().account else { return Html::default() };
    let second_factor = account.second_factor;
    let on_submit = {
        let (action, draft) = (action.clone(), draft.clone());
        Callback::from(move |()| {
            if draft.new != draft.again {
                action.clear();
                draft.set(Draft { different: true, ..(*draft).clone() });
                return;
            }
            let change = PasswordChange {
                old: draft.old.clone(),
                new: draft.new.clone(),
                otp: second_factor.then(|| draft.otp.trim().to_owned()),
            };
            let (draft, toaster) = (draft.clone(), toaster.clone());
            action.run(async move { api::accounts::change_password(&change).await }, move |()| {
                toaster.done(texts.password_changed());
                draft.set(Draft::default());
            });
        })
    };
    let different = (draft.different && draft.new != draft.again).then(|| AttrValue::from(texts.different()));
    html! {
        <AccountFrame title={texts.password()} lead={texts.password_lead()}>
            <section class="card" aria-labelledby="change-password">
                <div class="card-title-row"><h2 id="change-password">{ texts.change_password() }</h2></div>
                <div class="card-body">
                    <Form action={action.clone()} fields={FIELDS} submit={texts.change_password()} {on_submit}>
                        // For password managers: whose password this is.
                        <input type="hidden" name="username" autocomplete="username" value={account.account_id.clone()} />
                        <Field id="old" label={texts.old_password()} kind="password" value={draft.old.clone()} error={action.error(lang, "old")} required=true
                            autocomplete="current-password" oninput={set_part(&draft, |draft: &mut Draft, value| draft.old = value)} />
                        <Field id="new" label={texts.new_password()} kind="password" hint={texts.new_password_hint()} value={draft.new.clone()}
                            error={action.error(lang, "new")} required=true autocomplete="new-password"
                            oninput={set_part(&draft, |draft: &mut Draft, value| draft.new = value)} />
                        <Field id="again" label={texts.repeat_password()} kind="password" value={draft.again.clone()} error={different} required=true
                            autocomplete="new-password" oninput={set_part(&draft, |draft: &mut Draft, value| draft.again = value)} />
                        if second_factor {
                            <OtpField id="password-otp" value={draft.otp.clone()} error={action.error(lang, "otp")}
                                oninput={set_part(&draft, |draft: &mut Draft, value| draft.otp = value)} />
                        }
                    </Form>
                </div>
            </section>
        </AccountFrame>
    }
}

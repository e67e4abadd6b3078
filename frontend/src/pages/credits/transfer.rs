use openapi::Credits;
use openapi::accounts::Account;
use openapi::credits::{Movement, NewTransfer};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::api::{self, new_key};
use crate::app::use_session;
use crate::hooks::{set_part, use_action};
use crate::i18n::{Lang, use_lang};
use crate::route::Route;
use crate::ui::{ConfirmDialog, Field, Form, Icon, IconName, PageHead, Variant, use_toaster};

/// The fields that show their own errors.
const FIELDS: &[&str] = &["to", "credits", "reference"];

/// What is typed, as it is typed.
#[derive(Clone, Default, PartialEq)]
struct Draft {
    to: String,
    credits: String,
    reference: String,
}

impl Draft {
    /// An amount as people write it: with a comma, with spaces between the thousands.
    fn amount(&self) -> Option<Credits> {
        let plain: String = self.credits.chars().filter(|letter| !letter.is_whitespace()).collect();
        plain.replace(',', ".").parse().ok()
    }

    /// The amount, or what is wrong with it before anybody is asked.
    fn read(&self, lang: Lang) -> (Option<Credits>, Option<&'static str>) {
        match self.amount() {
            None => (None, Some(lang.credits().bad_amount())),
            Some(Credits::ZERO) => (None, Some(lang.failures().zero_amount())),
            Some(credits) if credits < Credits::ZERO => (None, Some(lang.failures().negative_amount())),
            Some(credits) => (Some(credits), None),
        }
    }

    fn transfer(&self, credits: Credits, account: &Account) -> NewTransfer {
        let reference = self.reference.trim();
        NewTransfer {
            to: self.to.trim().to_owned(),
            credits,
            reference: (!reference.is_empty()).then(|| reference.to_owned()),
            // Whoever confirms has been told so.
            eats_committed: account.balance - credits < account.committed,
        }
    }
}

/// Credits for another account, at once.
#[component(Transfer)]
pub fn transfer() -> Html {
    let lang = use_lang();
    let texts = lang.credits();
    let (session, navigator, toaster) = (use_session(), use_navigator(), use_toaster());
    let (action, draft) = (use_action(), use_state(Draft::default));
    // What is wrong with the amount before anybody is asked.
    let wrong = use_state(|| None::<&'static str>);
    // What is asked about, and the key under which it happens once.
    let asked = use_state(|| None::<(NewTransfer, String)>);
    let refresh = session.refresh.clone();
    use_effect_with((), move |()| refresh.emit(()));
    let Some(account) = session.account else { return Html::default() };
    let on_submit = {
        let (draft, account, asked, wrong, action) =
            (draft.clone(), account.clone(), asked.clone(), wrong.clone(), action.clone());
        Callback::from(move |()| {
            action.clear();
            let (credits, words) = draft.read(lang);
            wrong.set(words);
            if let Some(credits) = credits {
                asked.set(Some((draft.transfer(credits, &account), new_key())));
            }
        })
    };
    let close = {
        let asked = asked.clone();
        Callback::from(move |()| asked.set(None))
    };
    let on_confirm = {
        let (action, asked, refresh) = (action.clone(), asked.clone(), session.refresh.clone());
        Callback::from(move |()| {
            let Some((new, key)) = (*asked).clone() else { return };
            let (navigator, toaster, refresh) = (navigator.clone(), toaster.clone(), refresh.clone());
            // What is refused is said at its field, behind the dialog.
            asked.set(None);
            action.run(async move { api::credits::transfer(&new, &key).await }, move |movement: Movement| {
                toaster
                    .done(texts.transferred(lang.amount(-movement.credits), movement.counterparty.unwrap_or_default()));
                refresh.emit(());
                if let Some(navigator) = navigator {
                    navigator.push(&Route::Credits);
                }
            });
        })
    };
    let error = wrong.map(AttrValue::from).or_else(|| action.error(lang, "credits"));
    html! {
        <>
            <PageHead title={texts.transfer_title()} lead={texts.transfer_lead()} back={Some((Route::Credits, AttrValue::from(texts.title())))} />
            <section class="card" aria-labelledby="transfer">
                <div class="card-title-row"><h2 id="transfer">{ texts.transfer_what() }</h2></div>
                <div class="card-body form-stack">
                    <p class="mb-0">{ texts.free_now(lang.amount((account.balance - account.committed).max(Credits::ZERO)), lang.amount(account.balance)) }</p>
                    <Form action={action.clone()} fields={FIELDS} submit={texts.review()} {on_submit}>
                        <Field id="to" label={texts.recipient()} hint={texts.recipient_hint()} value={draft.to.clone()} error={action.error(lang, "to")}
                            autocomplete="off" required=true maxlength="32" oninput={set_part(&draft, |draft: &mut Draft, to| draft.to = to)} />
                        <Field id="credits" class="short" label={texts.transfer_amount()} value={draft.credits.clone()} {error}
                            inputmode="decimal" autocomplete="off" required=true oninput={set_part(&draft, |draft: &mut Draft, credits| draft.credits = credits)} />
                        <Field id="reference" label={texts.reference()} hint={texts.reference_hint()} value={draft.reference.clone()} error={action.error(lang, "reference")}
                            autocomplete="off" maxlength="200" oninput={set_part(&draft, |draft: &mut Draft, reference| draft.reference = reference)} />
                    </Form>
                </div>
            </section>
            <ConfirmDialog id="confirm-transfer" title={texts.transfer_confirm()} open={asked.is_some()} variant={Variant::Primary} busy={action.busy}
                action={texts.transfer_now()} {on_confirm} on_close={close}>
                { for asked.iter().map(|(new, _)| question(lang, new, &account)) }
            </ConfirmDialog>
        </>
    }
}

/// What will happen, and what is left then.
fn question(lang: Lang, new: &NewTransfer, account: &Account) -> Html {
    let texts = lang.credits();
    let after = account.balance - new.credits;
    html! {
        <>
            <dl class="facts mt-0">
                <dt>{ texts.recipient() }</dt><dd class="break">{ new.to.to_lowercase() }</dd>
                <dt>{ texts.transfer_amount() }</dt><dd class="digits">{ lang.amount(new.credits) }</dd>
                if let Some(reference) = &new.reference {
                    <dt>{ texts.reference() }</dt><dd class="break">{ reference }</dd>
                }
                if after >= Credits::ZERO {
                    <dt class="facts-sum">{ texts.left_after() }</dt><dd class="facts-sum digits">{ lang.amount(after) }</dd>
                }
            </dl>
            if after >= Credits::ZERO && new.eats_committed {
                <div class="note tone-warn"><Icon name={IconName::Coins} /><span class="note-text">{ texts.eats_committed(lang.amount(account.committed)) }</span></div>
            }
            <p class="form-hint mb-0">{ texts.no_way_back() }</p>
        </>
    }
}

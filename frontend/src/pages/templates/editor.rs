use std::rc::Rc;

use openapi::templates::Template;
use openapi::{ProblemCode, TemplateId};
use sms::{Fields, Message};
use yew::prelude::*;
use yew_router::prelude::*;

use super::delete::DeleteDialog;
use super::draft::Draft;
use crate::api::{self, Failure};
use crate::hooks::{Action, set_part, use_action, use_load};
use crate::i18n::{Lang, use_lang};
use crate::pages::campaigns::{Preview, TextField};
use crate::route::{NewCampaignQuery, Route};
use crate::ui::{
    Button, FailureNote, Field, Form, Icon, IconName, PageHead, Skeleton, focus_first_invalid, use_toaster,
};

const FIELDS: &[&str] = &["name", "folder", "text"];

#[derive(Properties, PartialEq)]
pub struct TemplatePageProps {
    pub id: TemplateId,
}

/// One template, to be read and changed.
#[component(TemplatePage)]
pub fn template_page(props: &TemplatePageProps) -> Html {
    let lang = use_lang();
    let loaded = use_load(props.id, |id| async move { api::templates::get(id).await });
    if let Some(template) = &loaded.data {
        return html! { <Editor template={template.clone()} /> };
    }
    html! {
        <>
            <PageHead title={lang.templates().title()} back={back(lang)} />
            if let Some(failure) = &loaded.failure {
                <FailureNote failure={failure.clone()} retry={loaded.reload.clone()} />
            } else {
                <div class="card"><div class="card-body form-stack"><Skeleton width="40%" /><Skeleton height="8rem" /></div></div>
            }
        </>
    }
}

fn back(lang: Lang) -> Option<(Route, AttrValue)> {
    Some((Route::Templates, AttrValue::from(lang.templates().title())))
}

#[derive(Properties, PartialEq)]
pub struct EditorProps {
    /// Which one is changed; none: a new one.
    #[prop_or_default]
    pub template: Option<Rc<Template>>,
}

/// Name, folder and text, counted and checked while one types, with what a recipient would read beside it.
#[component(Editor)]
pub fn editor(props: &EditorProps) -> Html {
    let lang = use_lang();
    let texts = lang.templates();
    let (action, leave) = (use_action(), use_leave());
    let deleting = use_state(|| None::<Template>);
    let draft = use_state(|| props.template.as_deref().map(Draft::from).unwrap_or_default());
    let asked = use_state(|| false);
    let template = sms::Template::parse(&draft.text);
    let message = Message::compose(&template, &sample(lang));
    let problems = Problems::of(lang, &draft, &message, &action);
    let on_submit = use_save(props, &draft, &action, &asked, problems.is_sound());
    let shown = if *asked { problems } else { Problems::default() };
    let (title, submit) = match &props.template {
        Some(template) => (template.name.clone(), lang.common().save()),
        None => (texts.new_template().to_owned(), texts.keep()),
    };
    let delete = {
        let (deleting, template) = (deleting.clone(), props.template.clone());
        Callback::from(move |open: bool| deleting.set(template.as_deref().filter(|_| open).cloned()))
    };
    let aside = html! { <Link<Route> to={Route::Templates} classes="btn">{ lang.common().cancel() }</Link<Route>> };
    let failure = action.silent_if(is_taken(&action));
    html! {
        <>
            <PageHead {title} back={back(lang)}>{ tools(lang, props.template.as_deref(), &delete) }</PageHead>
            <div class="split template-editor">
                <div class="card">
                    <div class="card-body">
                        <Form action={failure} fields={FIELDS} {submit} {on_submit} {aside}>
                            <div class="form-grid">
                                <Field id="name" label={texts.name()} hint={texts.name_hint()} value={draft.name.clone()} error={shown.name} maxlength="100" autocomplete="off"
                                    required=true autofocus={props.template.is_none()} oninput={set_part(&draft, |draft: &mut Draft, name| draft.name = name)} />
                                <FolderField value={draft.folder.clone()} error={shown.folder} oninput={set_part(&draft, |draft: &mut Draft, folder| draft.folder = folder)} />
                            </div>
                            <TextField text={draft.text.clone()} measure={message.measure} euro_replaced={message.euro_replaced} error={shown.text}
                                onchange={set_part(&draft, |draft: &mut Draft, text| draft.text = text)} />
                        </Form>
                    </div>
                </div>
                <div class="split-side is-sticky">
                    <Preview text={message.text.clone()} sender={None::<String>} example={(!template.is_plain()).then(|| AttrValue::from(lang.composer().example_first()))} />
                </div>
            </div>
            <DeleteDialog template={(*deleting).clone()} on_close={delete.reform(|()| false)} on_deleted={leave} />
        </>
    }
}

/// What can be done with a template that is kept.
fn tools(lang: Lang, template: Option<&Template>, delete: &Callback<bool>) -> Html {
    let texts = lang.templates();
    let Some(template) = template else { return Html::default() };
    let query = NewCampaignQuery { template: Some(template.id), ..NewCampaignQuery::default() };
    html! {
        <>
            <Button icon={IconName::Trash} onclick={delete.reform(|_| true)}>{ lang.common().delete() }</Button>
            <Link<Route, NewCampaignQuery> to={Route::NewCampaign} query={Some(query)} classes="btn"><Icon name={IconName::Send} />{ texts.use_it() }</Link<Route, NewCampaignQuery>>
        </>
    }
}

/// Back to the list.
#[hook]
fn use_leave() -> Callback<()> {
    let navigator = use_navigator();
    Callback::from(move |()| {
        if let Some(navigator) = &navigator {
            navigator.push(&Route::Templates);
        }
    })
}

/// Saves what is sound and goes back to the list; leads to what is wrong otherwise.
#[hook]
fn use_save(
    props: &EditorProps,
    draft: &UseStateHandle<Draft>,
    action: &Action,
    asked: &UseStateHandle<bool>,
    is_sound: bool,
) -> Callback<()> {
    let texts = use_lang().templates();
    let toaster = use_toaster();
    let leave = use_leave();
    // One key for one content: a second press after a broken connection keeps it once.
    let key = use_memo((**draft).clone(), |_| api::new_key());
    let (draft, action, asked, template) = (draft.clone(), action.clone(), asked.clone(), props.template.clone());
    Callback::from(move |()| {
        asked.set(true);
        if !is_sound {
            focus_first_invalid();
            return;
        }
        let (draft, template, key) = ((*draft).clone(), template.clone(), key.clone());
        let (leave, toaster, is_new) = (leave.clone(), toaster.clone(), template.is_none());
        action.run(async move { draft.save(template.as_deref(), &key).await }, move |saved| {
            toaster.done(if is_new { texts.created(&saved.name) } else { texts.changed(&saved.name) });
            leave.emit(());
        });
    })
}

/// The folder, with those there are as proposals.
#[component(FolderField)]
fn folder_field(props: &FolderFieldProps) -> Html {
    let texts = use_lang().templates();
    // Without them a folder can be typed all the same.
    let folders = use_load((), |()| async { api::templates::folders().await });
    let names = folders.data.iter().flat_map(|folders| folders.items.iter().map(|folder| folder.name.clone()));
    html! {
        <>
            <Field id="folder" label={texts.folder()} hint={texts.folder_hint()} value={props.value.clone()} error={props.error.clone()} list="folders"
                maxlength="100" autocomplete="off" oninput={props.oninput.clone()} />
            <datalist id="folders">{ for names.map(|name| html! { <option key={name.clone()} value={name} /> }) }</datalist>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct FolderFieldProps {
    value: String,
    error: Option<AttrValue>,
    oninput: Callback<String>,
}

fn is_taken(action: &Action) -> bool {
    action.failure.as_ref().and_then(Failure::code) == Some(ProblemCode::AlreadyExists)
}

/// What stands in the way of keeping it, by field.
#[derive(Default)]
struct Problems {
    name: Option<AttrValue>,
    folder: Option<AttrValue>,
    text: Option<AttrValue>,
    missing: bool,
}

impl Problems {
    fn of(lang: Lang, draft: &Draft, message: &Message, action: &Action) -> Self {
        let no_name = draft.name.trim().is_empty();
        let name = match no_name {
            true => Some(lang.templates().no_name().into()),
            false if is_taken(action) => Some(lang.templates().taken().into()),
            false => action.error(lang, "name"),
        };
        let (no_text, too_long) = (draft.text.trim().is_empty(), !message.measure.parts.fits());
        let text = match (no_text, too_long) {
            (true, _) => Some(lang.composer().no_text().into()),
            (_, true) => Some(lang.composer().too_long(sms::MAX_PARTS).into()),
            _ => action.error(lang, "text"),
        };
        Self { name, folder: action.error(lang, "folder"), text, missing: no_name || no_text || too_long }
    }

    /// Nothing that the server would refuse for certain; what it said last time may have been mended.
    const fn is_sound(&self) -> bool {
        !self.missing
    }
}

/// Somebody who has every field, so that the preview shows them all filled.
fn sample(lang: Lang) -> Fields<'static> {
    let texts = lang.composer();
    Fields {
        last_name: texts.example_last(),
        first_name: texts.example_first(),
        email: "camille@example.com",
        company: texts.example_company(),
        own: None,
    }
}

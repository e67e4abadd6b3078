//! Forms: what went wrong above, the fields, and the button that sends it. The same on a page and in a dialog.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::{Button, Dialog, FailureNote, Variant};
use crate::hooks::Action;
use crate::i18n::use_lang;

#[derive(Properties, PartialEq)]
pub struct FormProps {
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// What sending it sets off.
    pub action: Action,
    /// The fields that show their own errors: what is about other things is said above them.
    #[prop_or_default]
    pub fields: &'static [&'static str],
    /// The button's words; none where the button stands elsewhere.
    #[prop_or_default]
    pub submit: Option<AttrValue>,
    #[prop_or_default]
    pub disabled: bool,
    pub on_submit: Callback<()>,
    /// Beside the button.
    #[prop_or_default]
    pub aside: Html,
    pub children: Html,
}

#[component(Form)]
pub fn form(props: &FormProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((props.action.failure.clone(), props.action.busy), move |(_, busy)| {
            if !busy {
                show_what_is_wrong(&node);
            }
        });
    }
    let onsubmit = {
        let on_submit = props.on_submit.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            on_submit.emit(());
        })
    };
    let note = props.action.failure.as_ref().filter(|failure| !failure.is_only_about(props.fields));
    html! {
        <form ref={node} id={props.id.clone()} class="form-stack" {onsubmit}>
            if let Some(failure) = note {
                <FailureNote failure={failure.clone()} />
            }
            { props.children.clone() }
            if let Some(words) = &props.submit {
                <div class="form-actions">
                    <Button variant={Variant::Primary} submit=true busy={props.action.busy} disabled={props.disabled}>{ words }</Button>
                    { props.aside.clone() }
                </div>
            }
        </form>
    }
}

/// Leads whoever pressed the button to the first field that is wrong, else to the note above, which may have been
/// scrolled away.
fn show_what_is_wrong(form: &NodeRef) {
    let Some(form) = form.cast::<Element>() else { return };
    let find = |selector: &str| form.query_selector(selector).ok().flatten();
    if let Some(wrong) = find("[aria-invalid=\"true\"]").and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = wrong.focus();
    } else if let Some(note) = find("[role=\"alert\"]") {
        note.scroll_into_view();
    }
}

#[derive(Properties, PartialEq)]
pub struct FormDialogProps {
    pub id: AttrValue,
    pub title: AttrValue,
    pub open: bool,
    pub action: Action,
    #[prop_or_default]
    pub fields: &'static [&'static str],
    /// The verb of what will happen.
    pub submit: AttrValue,
    #[prop_or(Variant::Primary)]
    pub variant: Variant,
    /// Hears that it opens: the fields begin afresh.
    #[prop_or_default]
    pub on_open: Callback<()>,
    pub on_submit: Callback<()>,
    pub on_close: Callback<()>,
    pub children: Html,
}

/// A form in a dialog, with its buttons at the foot.
#[component(FormDialog)]
pub fn form_dialog(props: &FormDialogProps) -> Html {
    let lang = use_lang();
    {
        let (action, on_open) = (props.action.clone(), props.on_open.clone());
        use_effect_with(props.open, move |open| {
            if *open {
                action.clear();
                on_open.emit(());
            }
        });
    }
    let form_id = AttrValue::from(format!("{}-form", props.id));
    let footer = html! {
        <>
            <Button onclick={props.on_close.reform(|_| ())}>{ lang.common().cancel() }</Button>
            <Button variant={props.variant} submit=true form={form_id.clone()} busy={props.action.busy}>{ &props.submit }</Button>
        </>
    };
    html! {
        <Dialog id={props.id.clone()} title={props.title.clone()} open={props.open} on_close={props.on_close.clone()} {footer}>
            <Form id={form_id} action={props.action.clone()} fields={props.fields} on_submit={props.on_submit.clone()}>
                { props.children.clone() }
            </Form>
        </Dialog>
    }
}

//! The browser's own `<dialog>`: it traps the focus, closes with Esc, and makes the page behind it inert.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use super::{Button, IconName, Variant};
use crate::i18n::use_lang;

#[derive(Properties, PartialEq)]
pub struct DialogProps {
    pub id: AttrValue,
    pub title: AttrValue,
    pub open: bool,
    pub on_close: Callback<()>,
    #[prop_or_default]
    pub footer: Html,
    #[prop_or_default]
    pub wide: bool,
    /// Drawn only while the dialog is open: each opening begins afresh.
    pub children: Html,
}

#[component(Dialog)]
pub fn dialog(props: &DialogProps) -> Html {
    let lang = use_lang();
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(props.open, move |open| {
            let Some(dialog) = node.cast::<HtmlDialogElement>() else {
                return;
            };
            if *open && !dialog.open() {
                let _ = dialog.show_modal();
            } else if !*open && dialog.open() {
                // `close` and not removal: the focus goes back to where it was.
                dialog.close();
            }
        });
    }
    let close = props.on_close.reform(|_: MouseEvent| ());
    let oncancel = {
        let on_close = props.on_close.clone();
        Callback::from(move |event: Event| {
            // Esc: the state closes the dialog, so that the two agree.
            event.prevent_default();
            on_close.emit(());
        })
    };
    let title_id = format!("{}-title", props.id);
    html! {
        <dialog ref={node} id={props.id.clone()} class={classes!("sheet", props.wide.then_some("sheet-wide"))} aria-labelledby={title_id.clone()} {oncancel}>
            if props.open {
                <div class="sheet-head">
                    <h2 id={title_id}>{ &props.title }</h2>
                    <Button variant={Variant::Quiet} icon={IconName::X} label={lang.common().close()} onclick={close} />
                </div>
                <div class="sheet-body">{ props.children.clone() }</div>
                if props.footer != Html::default() {
                    <div class="sheet-foot">{ props.footer.clone() }</div>
                }
            }
        </dialog>
    }
}

#[derive(Properties, PartialEq)]
pub struct ConfirmDialogProps {
    pub id: AttrValue,
    pub title: AttrValue,
    pub open: bool,
    /// The verb of what will happen: "Delete 3 contacts", never "OK".
    pub action: AttrValue,
    #[prop_or(Variant::Danger)]
    pub variant: Variant,
    #[prop_or_default]
    pub busy: bool,
    pub on_confirm: Callback<()>,
    pub on_close: Callback<()>,
    pub children: Html,
}

/// Asks before something that cannot be taken back.
#[component(ConfirmDialog)]
pub fn confirm_dialog(props: &ConfirmDialogProps) -> Html {
    let lang = use_lang();
    let footer = html! {
        <>
            <Button onclick={props.on_close.reform(|_| ())}>{ lang.common().cancel() }</Button>
            <Button variant={props.variant} busy={props.busy} onclick={props.on_confirm.reform(|_| ())}>{ &props.action }</Button>
        </>
    };
    html! {
        <Dialog id={props.id.clone()} title={props.title.clone()} open={props.open} on_close={props.on_close.clone()} {footer}>
            { props.children.clone() }
        </Dialog>
    }
}

//! Templates: texts that are kept in folders, found again, changed, and used for a campaign.

mod card;
mod delete;
mod draft;
mod editor;

pub use editor::{Editor, TemplatePage};

use openapi::templates::{Template, TemplateFolders, TemplatePage as Page};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::api;
use crate::hooks::{Loaded, use_debounced, use_load, use_page};
use crate::i18n::{Lang, use_lang};
use crate::route::{Route, TemplatesQuery};
use crate::ui::{EmptyState, Field, Icon, IconName, PageHead, Skeleton, Tab, Tabs, list_foot};
use card::TemplateCard;
use delete::DeleteDialog;

const TYPING_REST_MS: u32 = 250;
const PAGE_ROWS: u32 = 24;
/// Stand before the names of folders, which may be any words: those of the two views that are none.
const ALL: &str = "";
const LOOSE: &str = "-";
const NAMED: &str = "/";

#[component(Templates)]
pub fn templates() -> Html {
    let lang = use_lang();
    let texts = lang.templates();
    let (folder, choose) = use_folder();
    let typed = use_state(String::new);
    let search = use_debounced(&*typed, TYPING_REST_MS);
    let deleting = use_state(|| None::<Template>);
    let folders = use_load((), |()| async { api::templates::folders().await });
    let list = use_page::<Page, _, _, _>((search.clone(), folder.clone()), |(search, folder), after| async move {
        api::templates::list(&search, folder.as_deref(), after.as_deref(), PAGE_ROWS).await
    });
    let delete = {
        let deleting = deleting.clone();
        Callback::from(move |template| deleting.set(template))
    };
    let on_deleted = {
        let (list, folders) = (list.reload.clone(), folders.reload.clone());
        Callback::from(move |()| {
            list.emit(());
            folders.emit(());
        })
    };
    let new = html! { <Link<Route> to={Route::NewTemplate} classes="btn btn-primary"><Icon name={IconName::Plus} />{ texts.new_template() }</Link<Route>> };
    let nothing = list.is_empty() && search.is_empty() && folder.is_none();
    html! {
        <>
            <PageHead title={texts.title()} lead={texts.lead()}>{ new.clone() }</PageHead>
            if nothing {
                <div class="card"><EmptyState icon={IconName::Template} title={texts.empty()} text={texts.empty_text()}>{ new }</EmptyState></div>
            } else {
                <div class="card">
                    <div class="list-bar is-plain" role="search">
                        <Field id="template-search" class="grow" kind="search" icon={IconName::Search} label={texts.search()} label_hidden=true placeholder={texts.search()}
                            value={(*typed).clone()} oninput={Callback::from(move |value| typed.set(value))} autocomplete="off" maxlength="100" />
                    </div>
                    { folder_tabs(lang, &folders, folder.as_deref(), choose) }
                </div>
                if list.is_empty() {
                    <div class="card">{ nothing_found(lang, !search.is_empty()) }</div>
                } else {
                    <ul class="template-list" aria-busy={(list.is_first() || list.loading).then_some("true")}>
                        if list.is_first() {
                            { for (0..3).map(|row| html! { <li key={row} class="card template"><Skeleton width="50%" /><Skeleton height="4rem" /></li> }) }
                        }
                        { for list.items.iter().flat_map(|items| items.iter()).map(|template| html! {
                            <TemplateCard key={template.id.to_string()} template={template.clone()} on_delete={delete.reform(Some)} />
                        }) }
                    </ul>
                }
                { list_foot(&list) }
            }
            <DeleteDialog template={(*deleting).clone()} on_close={delete.reform(|()| None)} {on_deleted} />
        </>
    }
}

/// The folder of the address, and a way to another.
#[hook]
fn use_folder() -> (Option<String>, Callback<AttrValue>) {
    let navigator = use_navigator();
    let query = use_location().and_then(|location| location.query::<TemplatesQuery>().ok()).unwrap_or_default();
    let choose = Callback::from(move |chosen: AttrValue| {
        let folder = match chosen.as_str() {
            ALL => None,
            LOOSE => Some(String::new()),
            named => named.strip_prefix(NAMED).map(str::to_owned),
        };
        if let Some(navigator) = &navigator {
            // An address that cannot be written leaves the list as it is.
            let _ = navigator.push_with_query(&Route::Templates, &TemplatesQuery { folder });
        }
    });
    (query.folder, choose)
}

/// The folders with their counts; absent where there are none.
fn folder_tabs(
    lang: Lang,
    folders: &Loaded<TemplateFolders>,
    chosen: Option<&str>,
    onchange: Callback<AttrValue>,
) -> Html {
    let texts = lang.templates();
    let Some(found) = folders.data.as_ref().filter(|found| !found.items.is_empty() || chosen.is_some()) else {
        return Html::default();
    };
    let tab = |value: String, label: AttrValue, count: i64| Tab {
        value: value.into(),
        label,
        count: Some(lang.number(count).into()),
    };
    let all = found.loose + found.items.iter().map(|folder| folder.templates).sum::<i64>();
    let mut tabs = vec![tab(ALL.to_owned(), texts.all().into(), all)];
    tabs.extend(
        found
            .items
            .iter()
            .map(|folder| tab(format!("{NAMED}{}", folder.name), folder.name.clone().into(), folder.templates)),
    );
    if found.loose > 0 || chosen == Some("") {
        tabs.push(tab(LOOSE.to_owned(), texts.loose().into(), found.loose));
    }
    let value = match chosen {
        None => ALL.to_owned(),
        Some("") => LOOSE.to_owned(),
        Some(name) => format!("{NAMED}{name}"),
    };
    html! { <div class="folder-bar"><Tabs label={texts.folders()} {tabs} {value} {onchange} /></div> }
}

fn nothing_found(lang: Lang, searched: bool) -> Html {
    let texts = lang.templates();
    if searched {
        return html! { <EmptyState icon={IconName::Search} title={lang.common().none_found()} text={lang.common().none_found_text()} /> };
    }
    html! { <EmptyState icon={IconName::Folder} title={texts.empty_folder()} text={texts.empty_folder_text()} /> }
}

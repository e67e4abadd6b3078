use openapi::ImportId;
use openapi::imports::ImportResult;
use yew::prelude::*;
use yew_router::prelude::*;

use super::refused::RefusedRows;
use crate::api;
use crate::hooks::use_load;
use crate::i18n::{Lang, use_lang};
use crate::route::{NewCampaignQuery, Route};
use crate::ui::{Button, Icon, IconName, Variant};

#[derive(Properties, PartialEq)]
pub struct WouldHappenProps {
    pub result: ImportResult,
    pub blacklist: bool,
    pub on_run: Callback<()>,
    pub on_back: Callback<()>,
}

/// What the check found, before anything is written.
#[component(WouldHappen)]
pub fn would_happen(props: &WouldHappenProps) -> Html {
    let lang = use_lang();
    let texts = lang.imports();
    let result = &props.result;
    let rows = result.rows - result.invalid - result.duplicate;
    html! {
        <section class="card" aria-labelledby="would">
            <div class="card-title-row"><h2 id="would">{ texts.would_title() }</h2></div>
            <div class="card-body">
                { counts(lang, result) }
                <div class="tools mt-4">
                    <Button variant={Variant::Primary} disabled={rows <= 0} onclick={props.on_run.reform(|_| ())}>{ texts.run(rows.max(0)) }</Button>
                    <Button onclick={props.on_back.reform(|_| ())}>{ texts.back() }</Button>
                </div>
            </div>
        </section>
    }
}

#[derive(Properties, PartialEq)]
pub struct FinishedProps {
    pub import: ImportId,
    pub result: ImportResult,
    /// The group that everybody was put into, by name.
    pub group: String,
    pub on_other: Callback<()>,
}

/// What the import did.
#[component(Finished)]
pub fn finished(props: &FinishedProps) -> Html {
    let lang = use_lang();
    let texts = lang.imports();
    let group = use_load(props.group.clone(), |name| async move {
        let name = name.trim().to_owned();
        if name.is_empty() {
            return Ok(None);
        }
        let found = api::groups::list(&name, None, 50).await?;
        Ok(found.items.into_iter().find(|group| group.name == name).map(|group| group.id))
    });
    let query = group.data.as_deref().copied().flatten().map(|id| NewCampaignQuery { group: Some(id) });
    html! {
        <>
            <section class="card" aria-labelledby="done">
                <div class="card-title-row"><h2 id="done"><Icon name={IconName::CircleCheck} class="icon-good" />{ " " }{ texts.done_title() }</h2></div>
                <div class="card-body">
                    { counts(lang, &props.result) }
                    <div class="tools mt-4">
                        if query.is_some() {
                            <Link<Route, NewCampaignQuery> to={Route::NewCampaign} {query} classes="btn btn-primary"><Icon name={IconName::Send} />{ texts.write() }</Link<Route, NewCampaignQuery>>
                            <Link<Route> to={Route::Contacts} classes="btn">{ texts.to_contacts() }</Link<Route>>
                        } else {
                            <Link<Route> to={Route::Contacts} classes="btn btn-primary">{ texts.to_contacts() }</Link<Route>>
                        }
                        <Button onclick={props.on_other.reform(|_| ())}>{ texts.other_file() }</Button>
                    </div>
                </div>
            </section>
            if props.result.invalid > 0 {
                <RefusedRows import={props.import} />
            }
        </>
    }
}

fn counts(lang: Lang, result: &ImportResult) -> Html {
    let texts = lang.imports();
    let new = texts.created(result.new);
    let all = [
        (result.new, new.as_str()),
        (result.updated, texts.updated()),
        (result.unchanged, texts.unchanged()),
        (result.duplicate, texts.duplicate()),
        (result.blacklisted, texts.blacklisted()),
        (result.invalid, texts.invalid()),
    ];
    html! {
        <ul class="counts">
            { for all.into_iter().enumerate().map(|(index, (count, label))| html! {
                <li key={index} class={classes!((count == 0).then_some("is-zero"), (index == 5 && count > 0).then_some("is-bad"))}>
                    <span class="counts-figure digits">{ lang.number(count) }</span>
                    <span class="quiet">{ label }</span>
                </li>
            }) }
        </ul>
    }
}

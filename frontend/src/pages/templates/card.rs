use openapi::templates::Template;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::i18n::use_lang;
use crate::route::{NewCampaignQuery, Route};
use crate::ui::{Button, Icon, IconName, Variant};

#[derive(Properties, PartialEq)]
pub struct TemplateCardProps {
    pub template: Template,
    pub on_delete: Callback<Template>,
}

/// A template as it reads, and what can be done with it.
#[component(TemplateCard)]
pub fn template_card(props: &TemplateCardProps) -> Html {
    let lang = use_lang();
    let texts = lang.templates();
    let template = &props.template;
    let delete = {
        let (on_delete, template) = (props.on_delete.clone(), template.clone());
        Callback::from(move |_: MouseEvent| on_delete.emit(template.clone()))
    };
    let query = NewCampaignQuery { template: Some(template.id), ..NewCampaignQuery::default() };
    let unknown: Vec<String> = template.unknown.iter().map(|name| format!("${name}")).collect();
    html! {
        <li class="card template">
            <div class="template-head">
                <h2><Link<Route> to={Route::Template { id: template.id }} classes="cell-main plain">{ &template.name }</Link<Route>></h2>
                if let Some(folder) = &template.folder {
                    <span class="quiet small template-folder"><Icon name={IconName::Folder} class="icon-inline" />{ folder }</span>
                }
            </div>
            <div class="bubble template-text">{ &template.text }</div>
            if !unknown.is_empty() {
                <p class="template-unknown small"><Icon name={IconName::AlertTriangle} class="icon-inline" />{ texts.unknown(unknown.join(", ")) }</p>
            }
            <div class="template-foot">
                <span class="quiet small">{ texts.changed_on(lang.date(template.updated_at)) }</span>
                <span class="tools">
                    <Button variant={Variant::Quiet} class="btn-sm" icon={IconName::Trash} label={texts.delete_named(&template.name)} onclick={delete} />
                    <Link<Route, NewCampaignQuery> to={Route::NewCampaign} query={Some(query)} classes="btn btn-sm">
                        <Icon name={IconName::Send} /><span aria-hidden="true">{ texts.use_it() }</span><span class="visually-hidden">{ texts.use_named(&template.name) }</span>
                    </Link<Route, NewCampaignQuery>>
                </span>
            </div>
        </li>
    }
}

use yew::prelude::*;

use super::{Button, FailureNote, Icon, IconName, Skeleton};
use crate::hooks::Paged;
use crate::i18n::use_lang;

/// Rows that stand in while the first page is on its way.
const SKELETON_ROWS: usize = 6;
/// Their widths, so that they look like words and not like a grid.
const SKELETON_WIDTHS: [&str; 4] = ["70%", "45%", "60%", "35%"];

/// A column's head. `class` goes on its cells too: `num` for figures, `d-none d-md-table-cell` for what a phone
/// does without.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    pub label: AttrValue,
    pub class: &'static str,
    /// Read out and not shown: a column of buttons or boxes.
    pub hidden: bool,
    /// How a press on its head sorts the list.
    pub sort: Option<Sort>,
}

/// The order of a list by one column.
#[derive(Debug, Clone, PartialEq)]
pub struct Sort {
    /// The list is in this column's order: the first one first, or the last one.
    pub order: Option<Order>,
    pub onclick: Callback<()>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    Ascending,
    Descending,
}

impl Order {
    const fn word(self) -> &'static str {
        match self {
            Self::Ascending => "ascending",
            Self::Descending => "descending",
        }
    }
}

impl Column {
    pub fn new(label: impl Into<AttrValue>) -> Self {
        Self { label: label.into(), class: "", hidden: false, sort: None }
    }

    pub fn class(self, class: &'static str) -> Self {
        Self { class, ..self }
    }

    pub fn hidden(self) -> Self {
        Self { hidden: true, ..self }
    }

    pub fn sorted(self, order: Option<Order>, onclick: Callback<()>) -> Self {
        Self { sort: Some(Sort { order, onclick }), ..self }
    }

    fn head(&self) -> Html {
        let Some(Sort { order, onclick }) = &self.sort else {
            return html! { <span class={self.hidden.then_some("visually-hidden")}>{ &self.label }</span> };
        };
        let icon = match order {
            None => IconName::ArrowsSort,
            Some(Order::Ascending) => IconName::ArrowUp,
            Some(Order::Descending) => IconName::ArrowDown,
        };
        html! {
            <button type="button" class={classes!("sort-head", order.is_some().then_some("is-current"))} onclick={onclick.reform(|_| ())}>
                { &self.label }<Icon name={icon} />
            </button>
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct TableProps {
    /// What the table lists, for screen readers.
    pub caption: AttrValue,
    pub columns: Vec<Column>,
    /// Nothing has come yet.
    pub first: bool,
    /// What is shown is being replaced.
    #[prop_or_default]
    pub loading: bool,
    /// Instead of a head for each column: the first column's head when it is a box for all rows.
    #[prop_or_default]
    pub lead: Option<Html>,
    /// It may be wider than the page: then it can be scrolled with the keyboard, too.
    #[prop_or_default]
    pub wide: bool,
    /// Keyed `<tr>`s.
    pub children: Html,
}

#[component(Table)]
pub fn table(props: &TableProps) -> Html {
    html! {
        <div class="table-frame" aria-busy={(props.first || props.loading).then_some("true")}
            tabindex={props.wide.then_some("0")} role={props.wide.then_some("group")} aria-label={props.wide.then(|| props.caption.clone())}>
            <table class="table list-table">
                <caption class="visually-hidden">{ &props.caption }</caption>
                <thead>
                    <tr>
                        if let Some(lead) = &props.lead {
                            <th scope="col" class="cell-check">{ lead.clone() }</th>
                        }
                        { for props.columns.iter().map(|column| html! {
                            <th key={column.label.to_string()} scope="col" class={column.class}
                                aria-sort={column.sort.as_ref().and_then(|sort| sort.order).map(Order::word)}>{ column.head() }</th>
                        }) }
                    </tr>
                </thead>
                <tbody>
                    if props.first {
                        { for (0..SKELETON_ROWS).map(|row| html! {
                            <tr key={row} aria-hidden="true">
                                if props.lead.is_some() {
                                    <td class="cell-check"></td>
                                }
                                { for props.columns.iter().enumerate().map(|(index, column)| html! {
                                    <td key={index} class={column.class}>
                                        <Skeleton width={SKELETON_WIDTHS[(row + index) % SKELETON_WIDTHS.len()]} />
                                    </td>
                                }) }
                            </tr>
                        }) }
                    } else {
                        { props.children.clone() }
                    }
                </tbody>
            </table>
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct PagerProps {
    pub number: usize,
    pub has_previous: bool,
    pub has_next: bool,
    pub previous: Callback<()>,
    pub next: Callback<()>,
}

/// Backwards and forwards through a list; absent when it has one page.
#[component(Pager)]
pub fn pager(props: &PagerProps) -> Html {
    let lang = use_lang();
    if !props.has_previous && !props.has_next {
        return Html::default();
    }
    let texts = lang.common();
    html! {
        <nav class="pager" aria-label={texts.pages()}>
            <Button icon={IconName::ChevronLeft} disabled={!props.has_previous} onclick={props.previous.reform(|_| ())}>{ texts.previous() }</Button>
            <span class="quiet small digits">{ texts.page_number(props.number) }</span>
            <Button class="icon-after" icon={IconName::ChevronRight} disabled={!props.has_next} onclick={props.next.reform(|_| ())}>{ texts.next() }</Button>
        </nav>
    }
}

/// The pager of a list, and above it what went wrong with it.
pub fn list_foot<T: PartialEq>(list: &Paged<T>) -> Html {
    html! {
        <>
            if let Some(failure) = &list.failure {
                <div class="p-3"><FailureNote failure={failure.clone()} retry={list.reload.clone()} /></div>
            }
            <Pager number={list.number} has_previous={list.has_previous()} has_next={list.has_next}
                previous={list.previous.clone()} next={list.next.clone()} />
        </>
    }
}

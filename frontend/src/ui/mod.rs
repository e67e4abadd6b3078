//! Our small kit: what every page is made of. Plain HTML elements with their roles and names, dressed by the style
//! sheets; no component knows a noun of the product.

mod badge;
mod button;
mod calendar;
mod chart;
mod dialog;
mod drop_zone;
mod empty;
mod field;
mod form;
mod help_link;
mod icon;
pub mod icon_names;
mod logo;
mod nav_link;
mod page_head;
mod progress;
mod save;
mod table;
mod tabs;
pub mod theme;
mod toasts;

pub use badge::{Badge, Tone};
pub use button::{Button, Variant};
pub use calendar::Calendar;
pub use chart::{Chart, Place, Rank, Ranking, Series, Shape};
pub use dialog::{ConfirmDialog, Dialog};
pub use drop_zone::DropZone;
pub use empty::{EmptyState, FailureNote, Skeleton};
pub use field::{Checkbox, Choice, Field, Radio, Radios, Select, TextArea, below, focus_first_invalid};
pub use form::{Form, FormDialog};
pub use help_link::{HelpContext, HelpLink};
pub use icon::Icon;
pub use icon_names::IconName;
pub use logo::Brand;
pub use nav_link::NavLink;
pub use page_head::PageHead;
pub use progress::{Progress, Segment};
pub use save::{CopyButton, save_blob, save_text};
pub use table::{Column, Order, Table, list_foot};
pub use tabs::{Tab, Tabs};
pub use toasts::{ToastProvider, Toaster, use_toaster};

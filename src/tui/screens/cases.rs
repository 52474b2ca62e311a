//! 明细: the cases behind a number: the register with fixed filters.

use super::register::Register;
use crate::store::CaseFilter;
use crate::tui::stack::{Cx, Layer};

/// The cases of `filter`; `title` names the number that counts them.
pub fn behind(title: String, filter: CaseFilter, cx: &mut Cx) -> Box<dyn Layer> {
    Box::new(Register::behind(title, filter, cx))
}

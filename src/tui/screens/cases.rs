//! 明细: exactly the cases behind a number. It is the register with filters that stay.

use super::register::Register;
use crate::store::CaseFilter;
use crate::tui::stack::{Cx, Layer};

/// The cases that `filter` leaves; `title` says which number counts them.
pub fn behind(title: String, filter: CaseFilter, cx: &mut Cx) -> Box<dyn Layer> {
    Box::new(Register::behind(title, filter, cx))
}

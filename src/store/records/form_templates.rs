//! The office's own templates of forms: whole docx files kept as a setting, so that they are exchanged with
//! the records and every earlier one stays in the log.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::domain::form::FormKind;
use crate::store::save::Changed;
use crate::store::{Result, Store};

/// The name under which the template of a form is stored.
fn name(kind: FormKind) -> String {
    format!("form.{}", kind.code())
}

impl Store {
    /// The office's own template of a form; none where it uses the built-in one, or its own cannot be read.
    pub fn form_template(&self, kind: FormKind) -> Option<Vec<u8>> {
        self.template(&name(kind)).and_then(|text| STANDARD.decode(text).ok())
    }

    /// Whether the office has a template of its own for that form.
    pub fn has_form_template(&self, kind: FormKind) -> bool {
        self.settings().templates.contains_key(&name(kind))
    }

    /// Replaces the template of a form by a docx. The caller has checked that it can be filled.
    ///
    /// # Errors
    /// Why the file could not be written.
    pub fn save_form_template(&mut self, kind: FormKind, docx: &[u8]) -> Result<Changed> {
        let docx = STANDARD.encode(docx);
        self.manage(|writer| writer.put_template(&name(kind), Some(&docx)))
    }

    /// Goes back to the built-in template of a form.
    ///
    /// # Errors
    /// Why the file could not be written.
    pub fn reset_form_template(&mut self, kind: FormKind) -> Result<Changed> {
        self.reset_template(&name(kind))
    }
}

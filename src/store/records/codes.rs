//! The dictionaries as an office edits them. An edit is a revision of a code and is exchanged like any other;
//! fields that it does not name stay built-in. Nothing is deleted: a code no longer used has a last day.

use serde_json::json;

use crate::domain::date_entry::iso;
use crate::domain::{CategoryList, Id};
use crate::store::Result;
use crate::store::derived::built_in;
use crate::store::log::{Fields, Kind};
use crate::store::office::Label;
use crate::store::save::{Changed, Writer};

/// Marker: identities of codes.
enum CodeRecord {}

/// The fields of a code that differ from the built-in ones, so that better words of a later program still
/// apply where nobody has written others.
fn of_label(dictionary: &str, label: &Label, built_in: &Label) -> Fields {
    let mut fields = Fields::from([
        ("dictionary".to_owned(), json!(dictionary)),
        ("code".to_owned(), json!(label.code)),
        ("position".to_owned(), json!(label.position)),
    ]);
    if label.position == built_in.position {
        fields.remove("position");
    }
    if label.parent != built_in.parent {
        fields.insert("parent".to_owned(), json!(label.parent.as_deref().unwrap_or_default()));
    }
    let texts = [
        ("zh", &label.zh, &built_in.zh),
        ("zh_short", &label.zh_short, &built_in.zh_short),
        ("en", &label.en, &built_in.en),
        ("en_short", &label.en_short, &built_in.en_short),
        ("initials", &label.initials, &built_in.initials),
        ("unit", &label.unit, &built_in.unit),
        ("owner", &label.owner, &built_in.owner),
    ];
    for (field, text, known) in texts {
        if text != known {
            fields.insert(field.to_owned(), json!(text));
        }
    }
    if label.decimals != built_in.decimals {
        fields.insert("decimals".to_owned(), json!(label.decimals));
    }
    if let Some(rule) = label.rule.filter(|rule| Some(*rule) != built_in.rule) {
        fields.insert("rule".to_owned(), json!(rule.code()));
    }
    for list in CategoryList::ALL {
        let code = label.categories.of(*list);
        if code != built_in.categories.of(*list) {
            fields.insert(list.dictionary().to_owned(), json!(code));
        }
    }
    if let Some(last) = label.valid_to {
        fields.insert("valid_to".to_owned(), json!(iso(last)));
    }
    fields
}

impl Writer<'_> {
    /// Puts a code of a dictionary: `dispute_type`, `case_source`, or one of the small vocabularies.
    ///
    /// # Errors
    /// Why it could not be written.
    pub fn put_code(&mut self, dictionary: &str, label: &Label) -> Result<Changed> {
        let record: Id<CodeRecord> = Id::named(&["code", dictionary, &label.code]);
        let built_in = built_in(self.conn, dictionary, &label.code)?;
        let built_in = built_in.unwrap_or_else(|| Label::unknown(&label.code));
        self.put_whole(Kind::Code, record.bytes(), &of_label(dictionary, label, &built_in))
    }
}

//! The card of a code: a dispute type, a case source, or a code of the small vocabularies.

use super::card::{Card, Key, Sheet, field, list, put_last_day};
use super::lists::{OPEN_DICTIONARIES, Subject, Tab, is_open};
use crate::domain::decimal::MOST_PLACES;
use crate::domain::fold::{clean_line, search_fold};
use crate::domain::{CategoryList, NEVER, TypeCode, YearRule, pinyin};
use crate::store::{Categories, Changed, DICTIONARY_OF_SOURCES, DICTIONARY_OF_TYPES, Label, Result};
use crate::text::Words;
use crate::text::roster as words;
use crate::tui::form::{Form, Kind, Spec, Value, lists};
use crate::tui::stack::Cx;
use crate::tui::widgets::cells;

/// The default widths of a short label in Chinese and in English.
const SHORT_CELLS: u16 = 8;
const ENGLISH_SHORT_CELLS: u16 = 12;
/// The step between two positions, which leaves room in between.
const STEP: i64 = 1;

struct CodeSheet {
    /// The existing label; none for a new one.
    known: Option<Label>,
    /// Its dictionary; none where it is a field of the form.
    dictionary: Option<String>,
    /// The label that the form began with.
    like: Label,
}

/// The card of an existing code.
pub fn change(dictionary: &str, code: &str, cx: &Cx) -> Option<Card> {
    let label = cx.store.directory().labelled(dictionary, code)?.clone();
    let form = build(Some(dictionary), Some(&label), &label, cx);
    let name = format!("{} {}", label.code, label.text(cx.lang));
    let sheet =
        CodeSheet { known: Some(label.clone()), dictionary: Some(dictionary.to_owned()), like: label };
    Some(Card::about(sheet, form, words_of(dictionary), Some(&name), cx))
}

/// The card of a new code, with the parent of the selected one.
pub fn new(tab: Tab, near: Option<&Subject>, cx: &Cx) -> Card {
    let dictionary = match tab {
        Tab::Types => Some(DICTIONARY_OF_TYPES),
        Tab::Sources => Some(DICTIONARY_OF_SOURCES),
        _ => None,
    };
    let near = match near {
        Some(Subject::Code { dictionary, code }) => cx.store.directory().labelled(dictionary, code),
        _ => None,
    };
    let like = match near.filter(|_| dictionary.is_some()) {
        Some(near) => {
            Label { parent: near.parent.clone(), categories: near.categories.clone(), ..Label::default() }
        }
        None => Label::default(),
    };
    let form = build(dictionary, None, &like, cx);
    let sheet = CodeSheet { known: None, dictionary: dictionary.map(str::to_owned), like };
    Card::about(sheet, form, tab.words(), None, cx)
}

fn words_of(dictionary: &str) -> Words {
    match dictionary {
        DICTIONARY_OF_TYPES => words::TYPES,
        DICTIONARY_OF_SOURCES => words::SOURCES,
        _ => words::CODES,
    }
}

/// `dictionary` is none where it is a field of the form, `known` is none for a new code.
fn build(dictionary: Option<&str>, known: Option<&Label>, label: &Label, cx: &Cx) -> Form<Key> {
    let lang = cx.lang;
    let mut form = Form::new(lang, cx.store.today());
    if dictionary.is_none() {
        let names = OPEN_DICTIONARIES.map(|name| (name.to_owned(), words::dictionary(lang, name)));
        let kind = Kind::Pick(list(names.into_iter()));
        form.field(
            field(Key::Dictionary, words::DICTIONARY, words::dictionary_hint(lang), kind, cx).required(),
        );
    }
    if known.is_none() {
        form.field(
            field(Key::Code, words::CODE, words::code_hint(lang), Kind::Line, cx).required().cells(18),
        );
    }
    let is_tree = dictionary.is_some_and(|name| words_of(name) != words::CODES);
    let line = |key, label, hint| -> Spec<Key> { field(key, label, hint, Kind::Line, cx) };
    let hint =
        if dictionary == Some("tag") { words::rename_tag_hint(lang) } else { words::code_name_hint(lang) };
    form.hold(line(Key::Name, words::NAME, hint).required().cells(30).value(Value::of_text(&label.zh)));
    form.hold(line(Key::Short, words::SHORT, words::short_hint(lang)).value(Value::of_text(&label.zh_short)));
    form.hold(
        line(Key::English, words::ENGLISH, words::english_hint(lang))
            .cells(30)
            .value(Value::of_text(&label.en)),
    );
    if is_tree {
        let short = line(Key::EnglishShort, words::ENGLISH_SHORT, words::short_hint(lang));
        form.hold(short.value(Value::of_text(&label.en_short)));
    }
    let initials = line(Key::Initials, words::INITIALS, words::initials_hint(lang)).cells(12);
    form.hold(initials.value(Value::of_text(&label.initials)));
    if let Some(dictionary) = dictionary.filter(|_| is_tree) {
        tree_fields(&mut form, dictionary, label, cx);
    }
    if dictionary.is_none_or(|name| matches!(name, "service" | "indicator")) {
        form.hold(
            line(Key::Unit, words::UNIT, words::unit_hint(lang)).cells(12).value(Value::of_text(&label.unit)),
        );
    }
    if dictionary.is_none_or(|name| name == "indicator") {
        indicator_fields(&mut form, label, cx);
    }
    if dictionary.is_none_or(is_open) {
        put_last_day(&mut form, label.valid_to, cx);
    }
    form
}

/// The fields of types and sources only: the parent; for types, the governance category.
fn tree_fields(form: &mut Form<Key>, dictionary: &str, label: &Label, cx: &Cx) {
    let (directory, today) = (cx.store.directory(), cx.store.today());
    let all = directory.all_labels(dictionary).into_iter();
    let above = all.filter(|other| {
        other.code != label.code
            && (Some(&other.code) == label.parent.as_ref()
                || (other.is_offered(today) && is_above(other, dictionary)))
    });
    let parents = Kind::Pick(list(above.map(|other| (other.code.clone(), other.text(cx.lang)))));
    let parent = field(Key::Parent, words::PARENT, words::code_parent_hint(cx.lang), parents, cx);
    form.hold(parent.value(Value::of_code(label.parent.as_deref().unwrap_or_default())));
    if dictionary == DICTIONARY_OF_TYPES {
        let own = directory.category_of_type(label);
        let categories = Kind::Pick(lists::categories(&cx.store, Some(own), cx.lang));
        let spec = field(Key::Governance, words::GOVERNANCE, words::governance_hint(cx.lang), categories, cx);
        form.hold(spec.value(Value::of_code(own)));
    }
}

/// The fields of indicators only: who supplies it, its decimals, what its months make of a year.
fn indicator_fields(form: &mut Form<Key>, label: &Label, cx: &Cx) {
    let lang = cx.lang;
    let owner = field(Key::Owner, words::OWNER, words::indicator_hint(lang), Kind::Line, cx);
    form.hold(owner.cells(18).value(Value::of_text(&label.owner)));
    let decimals = field(Key::Decimals, words::DECIMALS, words::decimals_hint(lang), Kind::Number, cx);
    form.hold(decimals.value(Value::Number(label.decimals.into())));
    let rules = cx.store.directory().labels("year_rule", YearRule::CODES).into_iter();
    let rules = Kind::Pick(list(rules.map(|rule| (rule.code.clone(), rule.text(lang)))));
    let rule = field(Key::Rule, words::RULE, words::indicator_hint(lang), rules, cx);
    form.hold(rule.value(Value::of_code(label.rule.map_or("", YearRule::code))));
}

/// Whether that code can be a parent. Types have two levels; sources have three: 移送 › 其他部门 › 工会.
fn is_above(label: &Label, dictionary: &str) -> bool {
    label.parent.is_none() || dictionary == DICTIONARY_OF_SOURCES && label.code == "other"
}

impl CodeSheet {
    fn dictionary(&self, form: &Form<Key>) -> String {
        self.dictionary.clone().or_else(|| form.code(Key::Dictionary)).unwrap_or_default()
    }

    fn code(&self, form: &Form<Key>) -> String {
        match &self.known {
            Some(label) => label.code.clone(),
            None => clean_line(&form.text(Key::Code)),
        }
    }

    /// The categories of a type: that of the list which the file counts by as picked, the others as they were.
    fn categories(&self, form: &Form<Key>, cx: &Cx) -> Categories {
        let directory = cx.store.directory();
        let mut categories = self.like.categories.clone();
        if form.keys().contains(&Key::Governance) {
            let picked = form.code(Key::Governance).unwrap_or_default();
            // One that follows from elsewhere is not written down.
            if picked != directory.category_of_type(&self.like) {
                categories.set(directory.category_list(), picked);
            }
        }
        categories
    }

    fn after(&self, form: &Form<Key>, cx: &Cx) -> Label {
        let (dictionary, code) = (self.dictionary(form), self.code(form));
        let line = |key: Key| clean_line(&form.text(key));
        let or = |text: String, other: &str| if text.is_empty() { other.to_owned() } else { text };
        let zh = line(Key::Name);
        let en = or(line(Key::English), &zh);
        let initials = or(line(Key::Initials), &pinyin::shown_initials(&zh));
        let parent = form.code(Key::Parent);
        let shown = form.keys();
        let english_short = line(Key::EnglishShort);
        Label {
            zh_short: or(line(Key::Short), cells::cut(&zh, SHORT_CELLS)),
            // Small vocabularies have one English name.
            en_short: if shown.contains(&Key::EnglishShort) {
                or(english_short, cells::cut(&en, ENGLISH_SHORT_CELLS))
            } else {
                en.clone()
            },
            position: self.position(&dictionary, parent.as_deref(), cx),
            unit: line(Key::Unit),
            categories: self.categories(form, cx),
            owner: line(Key::Owner),
            decimals: form
                .number(Key::Decimals)
                .and_then(|places| u8::try_from(places).ok())
                .unwrap_or_default(),
            rule: form.code(Key::Rule).and_then(|rule| YearRule::from_code(&rule)),
            valid_to: form.date(Key::ValidTo),
            initials,
            parent,
            code,
            zh,
            en,
        }
    }

    /// A new code is placed after its siblings, or after its parent if it has none; 其他 stays last.
    fn position(&self, dictionary: &str, parent: Option<&str>, cx: &Cx) -> i64 {
        if let Some(known) = &self.known {
            return known.position;
        }
        let all = cx.store.directory().all_labels(dictionary);
        let last = all.iter().find(|label| label.code == TypeCode::other().as_str());
        let end = last.map_or(i64::MAX, |label| label.position);
        let family = all.iter().filter(|label| match parent {
            Some(parent) => label.code == parent || label.parent.as_deref() == Some(parent),
            None => true,
        });
        family.filter(|label| label.position < end).map(|label| label.position).max().unwrap_or(0) + STEP
    }
}

impl Sheet for CodeSheet {
    fn check(&self, form: &Form<Key>, cx: &Cx) -> Vec<(Key, String)> {
        let (dictionary, code) = (self.dictionary(form), self.code(form));
        let mut wrong = Vec::new();
        let mut say = |key, sentence: &str| wrong.push((key, sentence.to_owned()));
        let directory = cx.store.directory();
        if self.known.is_none() && !code.is_empty() {
            let known = directory.labelled(&dictionary, &code);
            let is_printed =
                dictionary == CategoryList::Own.dictionary() && CategoryList::of(&code) != CategoryList::Own;
            if code.parse::<TypeCode>().is_err() {
                say(Key::Code, words::bad_code(cx.lang));
            } else if is_printed {
                say(Key::Code, words::code_of_printed_list(cx.lang));
            } else if known.is_some_and(|label| label.valid_to != Some(NEVER)) {
                say(Key::Code, words::same_code(cx.lang));
            }
        }
        let name = search_fold(&clean_line(&form.text(Key::Name)));
        let own = self.known.as_ref().map(|label| label.code.as_str());
        let same = |label: &&&Label| Some(label.code.as_str()) != own && search_fold(&label.zh) == name;
        if !name.is_empty() && directory.all_labels(&dictionary).iter().any(|label| same(&label)) {
            say(Key::Name, words::same_code_name(cx.lang));
        }
        if form.number(Key::Decimals).is_some_and(|places| places > MOST_PLACES.into()) {
            say(Key::Decimals, words::too_many_places(cx.lang));
        }
        if form.code(Key::Parent).is_some_and(|parent| parent == code) {
            say(Key::Parent, words::parent_itself(cx.lang));
        }
        wrong
    }

    fn save(&self, form: &Form<Key>, cx: &mut Cx) -> Result<Changed> {
        let (dictionary, label) = (self.dictionary(form), self.after(form, cx));
        if self.known.as_ref() == Some(&label) {
            return Ok(Changed::Nothing);
        }
        cx.store.manage(|writer| writer.put_code(&dictionary, &label))
    }
}

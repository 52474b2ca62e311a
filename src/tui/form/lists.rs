//! The lists for the pick fields of a case, from the directory of the file.

use super::spec::{Options, item};
use super::value::Choice;
use crate::domain::pinyin;
use crate::domain::{CategoryList, GovernanceCode, Office, OfficeId};
use crate::store::{Directory, Label, Store};
use crate::text::Lang;
use crate::tui::widgets::matching::Item;

/// 接受委托移送 is the sum of the sources below it and cannot be picked.
const SUM_OF_SOURCES: &str = "received";

/// The 纠纷类型 offered today, with their codes.
pub fn types(store: &Store, lang: Lang) -> Vec<Item<Choice>> {
    let offered = store.directory().offered_types(store.today());
    offered.into_iter().map(|label| coded(label, &label.code, lang)).collect()
}

/// The 案件来源 offered today.
pub fn sources(store: &Store, lang: Lang) -> Vec<Item<Choice>> {
    let offered = store.directory().offered_sources(store.today());
    let sources = offered.into_iter().filter(|label| label.code != SUM_OF_SOURCES);
    sources.map(|label| coded(label, "", lang)).collect()
}

/// The 综治类别 of the list that the file counts by, each with its digits where it has them; `own` is one that is named
/// already, which may be of another list or no longer offered.
pub fn categories(store: &Store, own: Option<&str>, lang: Lang) -> Options {
    let (directory, today) = (store.directory(), store.today());
    let mut labels = directory.category_labels();
    labels.retain(|label| label.is_offered(today) || Some(label.code.as_str()) == own);
    let other = own.filter(|own| !labels.iter().any(|label| label.code == **own));
    labels.extend(other.and_then(|code| directory.category_label(code)));
    let digits = |label: &Label| {
        let code: Option<GovernanceCode> = label.code.parse().ok();
        code.map_or_else(String::new, |code| code.digits().to_owned())
    };
    let items = labels.into_iter().map(|label| coded(label, &digits(label), lang)).collect();
    let options = Options::one(items);
    if directory.category_list() == CategoryList::Own { options } else { options.by_code() }
}

/// The codes of a small vocabulary, in that order.
pub fn small(directory: &Directory, dictionary: &str, codes: &[&str], lang: Lang) -> Vec<Item<Choice>> {
    directory.labels(dictionary, codes).into_iter().map(|label| coded(label, "", lang)).collect()
}

/// The villages and communities of a township offered today.
pub fn villages(store: &Store, township: OfficeId) -> Vec<Item<Choice>> {
    let today = store.today();
    store.directory().villages(township).filter(|village| village.is_offered(today)).map(office).collect()
}

/// The townships of the district offered today.
pub fn townships(store: &Store) -> Vec<Item<Choice>> {
    let today = store.today();
    store.directory().townships().filter(|town| town.is_offered(today)).map(office).collect()
}

/// The offices that can be the home of a laptop: the district, all that log cases, and the current one.
pub fn homes(store: &Store) -> Vec<Item<Choice>> {
    let (directory, today, home) = (store.directory(), store.today(), store.settings().home);
    let offices = directory.district().into_iter().chain(directory.townships());
    offices.filter(|one| one.is_offered(today) || one.id == home).map(office).collect()
}

/// The 调解员 offered today: those of `home` first, then all others.
pub fn mediators(store: &Store, home: OfficeId) -> Vec<Item<Choice>> {
    let today = store.today();
    let offered = || store.directory().mediators().filter(move |mediator| mediator.is_offered(today));
    let own = offered().filter(|mediator| mediator.office == home);
    let others = offered().filter(|mediator| mediator.office != home);
    own.chain(others).map(|mediator| named(&mediator.id.to_string(), &mediator.name)).collect()
}

fn office(office: &Office) -> Item<Choice> {
    named(&office.id.to_string(), &office.name)
}

/// An item with that name, which its pinyin initials find too.
pub fn named(id: &str, name: &str) -> Item<Choice> {
    item(id, "", name, &pinyin::shown_initials(name))
}

fn coded(label: &Label, shown: &str, lang: Lang) -> Item<Choice> {
    item(&label.code, shown, label.text(lang), &label.initials)
}

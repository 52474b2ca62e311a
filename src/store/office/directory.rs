//! The small tables in memory: offices, mediators, operators, and the dictionaries with their labels.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use rusqlite::Connection;
use uuid::Uuid;

use super::category::same_categories;
use super::label::{Categories, DICTIONARY_OF_SOURCES, DICTIONARY_OF_TYPES, Label};
use super::load::{dictionary, load_labels, load_laptops, load_mediators, load_offices, load_operators};
use super::settings::governance_list;
use crate::domain::fold::{half_width, search_fold};
use crate::domain::{
    CategoryList, Id, Laptop, LaptopId, Mediator, MediatorId, NEVER, Office, OfficeId, Operator, OperatorId,
    Outcome, RefusalGround, SourceCode, TypeCode,
};
use crate::store::Result;

/// One table of records, in the order they were added, with this file's own small integers.
#[derive(Debug, Clone)]
struct Registered<K> {
    rows: Vec<(i64, K)>,
    by_id: HashMap<Id<K>, usize>,
    by_local: HashMap<i64, usize>,
}

impl<K> Default for Registered<K> {
    fn default() -> Self {
        Self { rows: Vec::new(), by_id: HashMap::new(), by_local: HashMap::new() }
    }
}

impl<K> Registered<K> {
    fn put(&mut self, local: i64, id: Id<K>, value: K) {
        if let Some(&at) = self.by_id.get(&id) {
            self.rows[at] = (local, value);
        } else {
            self.by_id.insert(id, self.rows.len());
            self.by_local.insert(local, self.rows.len());
            self.rows.push((local, value));
        }
    }

    fn get(&self, id: Id<K>) -> Option<&K> {
        self.by_id.get(&id).map(|&at| &self.rows[at].1)
    }

    fn local(&self, id: Id<K>) -> Option<i64> {
        self.by_id.get(&id).map(|&at| self.rows[at].0)
    }

    fn at_local(&self, local: i64) -> Option<&K> {
        self.by_local.get(&local).map(|&at| &self.rows[at].1)
    }

    fn iter(&self) -> impl Iterator<Item = &K> {
        self.rows.iter().map(|(_, value)| value)
    }
}

/// Offices, mediators, operators and dictionaries.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    offices: Registered<Office>,
    mediators: Registered<Mediator>,
    operators: Registered<Operator>,
    laptops: BTreeMap<LaptopId, Laptop>,
    pub(super) types: Vec<Label>,
    sources: Vec<Label>,
    pub(super) labels: HashMap<(String, String), Label>,
    /// The categories of the same meaning in the other lists.
    pub(super) same: HashMap<String, Categories>,
    pub(super) categories: CategoryList,
}

impl Directory {
    /// Reads the small tables.
    pub(in crate::store) fn load(conn: &Connection) -> Result<Self> {
        let mut directory =
            Self { types: dictionary(conn, DICTIONARY_OF_TYPES, str::to_owned)?, ..Self::default() };
        directory.sources = dictionary(conn, DICTIONARY_OF_SOURCES, |_| "''".to_owned())?;
        directory.same = same_categories(conn)?;
        load_labels(conn, &mut directory)?;
        load_offices(conn, &mut directory)?;
        load_mediators(conn, &mut directory)?;
        load_operators(conn, &mut directory)?;
        load_laptops(conn, &mut directory)?;
        directory.categories = governance_list(conn)?;
        Ok(directory)
    }

    pub(in crate::store) fn put_office(&mut self, local: i64, office: Office) {
        self.offices.put(local, office.id, office);
    }

    pub(in crate::store) fn put_mediator(&mut self, local: i64, mediator: Mediator) {
        self.mediators.put(local, mediator.id, mediator);
    }

    pub(in crate::store) fn put_laptop(&mut self, laptop: Laptop) {
        self.laptops.insert(laptop.id, laptop);
    }

    pub(in crate::store) fn put_operator(&mut self, local: i64, operator: Operator) {
        self.operators.put(local, operator.id, operator);
    }

    /// Puts a code into its dictionary, at its place.
    pub(in crate::store) fn put_label(&mut self, dictionary: &str, label: Label) {
        let list = match dictionary {
            DICTIONARY_OF_TYPES => &mut self.types,
            DICTIONARY_OF_SOURCES => &mut self.sources,
            _ => {
                self.labels.insert((dictionary.to_owned(), label.code.clone()), label);
                return;
            }
        };
        list.retain(|known| known.code != label.code);
        list.push(label);
        list.sort_by(|one, other| (one.position, &one.code).cmp(&(other.position, &other.code)));
    }

    pub(in crate::store) fn office_local(&self, id: OfficeId) -> Option<i64> {
        self.offices.local(id)
    }

    /// The value to select an office by; no row has it where the office is unknown here.
    pub(in crate::store) fn local_of(&self, office: Option<OfficeId>) -> Option<i64> {
        office.map(|id| self.office_local(id).unwrap_or(-1))
    }

    pub(in crate::store) fn office_at(&self, local: i64) -> Option<&Office> {
        self.offices.at_local(local)
    }

    pub(in crate::store) fn mediator_local(&self, id: MediatorId) -> Option<i64> {
        self.mediators.local(id)
    }

    pub(in crate::store) fn mediator_at(&self, local: i64) -> Option<&Mediator> {
        self.mediators.at_local(local)
    }

    /// Every office, in the order they were added.
    pub fn offices(&self) -> impl Iterator<Item = &Office> {
        self.offices.iter()
    }

    /// The office of that id.
    pub fn office(&self, id: OfficeId) -> Option<&Office> {
        self.offices.get(id)
    }

    /// The district of this file.
    pub fn district(&self) -> Option<&Office> {
        self.office(Office::root_id())
    }

    /// The offices right below one.
    pub fn children(&self, parent: OfficeId) -> impl Iterator<Item = &Office> {
        self.offices().filter(move |office| office.parent == Some(parent))
    }

    /// The townships of the district, and whatever else below it logs cases; those that are no longer offered too.
    pub fn townships(&self) -> impl Iterator<Item = &Office> {
        self.offices().filter(|office| office.kind.logs_cases() && office.valid_to != Some(NEVER))
    }

    /// The villages and communities of a township; those that are no longer offered too.
    pub fn villages(&self, township: OfficeId) -> impl Iterator<Item = &Office> {
        self.children(township).filter(|office| office.kind.is_settlement() && office.valid_to != Some(NEVER))
    }

    /// The office below `parent` with that name or alias.
    pub fn office_called(&self, parent: OfficeId, name: &str) -> Option<&Office> {
        let wanted = search_fold(name);
        let is_called = |office: &&Office| {
            search_fold(&office.name) == wanted
                || office.aliases.iter().any(|alias| search_fold(alias) == wanted)
        };
        self.children(parent).filter(|office| office.valid_to != Some(NEVER)).find(is_called)
    }

    /// The villages and communities with that name, alias or division code, wherever they are; 村 and 社区 at the end of a
    /// name may be left out.
    pub fn settlements_called(&self, name: &str) -> Vec<&Office> {
        let wanted = search_fold(name.trim());
        if wanted.is_empty() {
            return Vec::new();
        }
        let called = |wanted: &str| -> Vec<&Office> {
            let is_called = |office: &&Office| {
                let names = std::iter::once(&office.name).chain(&office.aliases);
                office.kind.is_settlement()
                    && office.valid_to != Some(NEVER)
                    && (office.division_code == wanted
                        || names.into_iter().any(|one| search_fold(one) == wanted))
            };
            self.offices().filter(is_called).collect()
        };
        match called(&wanted) {
            none if none.is_empty() => {
                ["村", "社区"].iter().flat_map(|end| called(&format!("{wanted}{end}"))).collect()
            }
            found => found,
        }
    }

    /// The id for an office about to be made: the one that follows from its name, or a similar one where an
    /// office renamed since has it. The same on every laptop that knows the same offices.
    pub fn free_office_id(&self, parent: OfficeId, name: &str) -> OfficeId {
        let is_taken = |id| self.office(id).is_some_and(|office| office.valid_to != Some(NEVER));
        first_free(name, |name| Office::id_below(parent, name), is_taken)
    }

    /// As [`Self::free_office_id`], for a mediator.
    pub fn free_mediator_id(&self, office: OfficeId, name: &str) -> MediatorId {
        let is_taken = |id| self.mediator(id).is_some_and(|mediator| mediator.valid_to != Some(NEVER));
        first_free(name, |name| Mediator::id_at(office, name), is_taken)
    }

    /// The mediator of that name at that office, retired ones included.
    pub fn mediator_called(&self, office: OfficeId, name: &str) -> Option<&Mediator> {
        let at = self.mediators().filter(|mediator| mediator.office == office);
        let mut called = at.filter(|mediator| mediator.name == name && mediator.valid_to != Some(NEVER));
        called.next()
    }

    /// An office and all below it.
    pub fn subtree(&self, top: OfficeId) -> Vec<OfficeId> {
        let mut found = vec![top];
        let mut at = 0;
        while at < found.len() {
            let next: Vec<OfficeId> = self.children(found[at]).map(|office| office.id).collect();
            found.extend(next.into_iter().filter(|id| !found.contains(id)).collect::<Vec<_>>());
            at += 1;
        }
        found
    }

    /// Whether an office is another one or lies below it.
    pub fn is_within(&self, office: OfficeId, top: OfficeId) -> bool {
        self.upwards(office).any(|one| one == top)
    }

    /// How many offices lie above one.
    pub fn depth(&self, office: OfficeId) -> usize {
        self.upwards(office).count()
    }

    /// An office and those above it. The walk is limited, since a tree may contain a cycle.
    fn upwards(&self, office: OfficeId) -> impl Iterator<Item = OfficeId> {
        std::iter::successors(Some(office), |one| self.office(*one)?.parent).take(self.offices.rows.len() + 1)
    }

    /// Every mediator, in the order they were added.
    pub fn mediators(&self) -> impl Iterator<Item = &Mediator> {
        self.mediators.iter()
    }

    /// The mediator of that id.
    pub fn mediator(&self, id: MediatorId) -> Option<&Mediator> {
        self.mediators.get(id)
    }

    /// The laptop of that id; none where it has announced nothing.
    pub fn laptop(&self, id: LaptopId) -> Option<&Laptop> {
        self.laptops.get(&id)
    }

    /// The name of the laptop of that device, else the end of its id.
    pub fn laptop_name(&self, device: Uuid) -> String {
        let named = self.laptop(Id::new(device)).map(|laptop| &laptop.name).filter(|name| !name.is_empty());
        // The beginning of an id is a time, which laptops set up together share.
        named.cloned().unwrap_or_else(|| device.simple().to_string().split_off(24))
    }

    /// Every laptop that has announced itself.
    pub fn laptops(&self) -> impl Iterator<Item = &Laptop> {
        self.laptops.values()
    }

    /// The operator of that id.
    pub fn operator(&self, id: OperatorId) -> Option<&Operator> {
        self.operators.get(id)
    }

    /// Every operator.
    pub fn operators(&self) -> impl Iterator<Item = &Operator> {
        self.operators.iter()
    }

    /// The dispute types, in the ministry's order.
    pub fn types(&self) -> &[Label] {
        &self.types
    }

    /// The case sources, in their order.
    pub fn sources(&self) -> &[Label] {
        &self.sources
    }

    /// The label of a dispute type.
    pub fn type_label(&self, code: &TypeCode) -> Option<&Label> {
        self.types.iter().find(|label| label.code == code.as_str())
    }

    /// The label of a case source.
    pub fn source_label(&self, code: &SourceCode) -> Option<&Label> {
        self.sources.iter().find(|label| label.code == code.as_str())
    }

    /// The label of a code of the small vocabularies: `outcome`, `side`, `level`, `performance` …
    pub fn label(&self, dictionary: &str, code: &str) -> Option<&Label> {
        self.labels.get(&(dictionary.to_owned(), code.to_owned()))
    }

    /// The labels of one small vocabulary, in their order.
    pub fn labels(&self, dictionary: &str, codes: &[&str]) -> Vec<&Label> {
        codes.iter().filter_map(|code| self.label(dictionary, code)).collect()
    }

    /// The label of a code of any dictionary: `dispute_type`, `case_source` or one of the small vocabularies.
    pub fn labelled(&self, dictionary: &str, code: &str) -> Option<&Label> {
        match dictionary {
            DICTIONARY_OF_TYPES => self.types.iter().find(|label| label.code == code),
            DICTIONARY_OF_SOURCES => self.sources.iter().find(|label| label.code == code),
            _ => self.label(dictionary, code),
        }
    }

    /// The names of the small vocabularies.
    pub fn dictionaries(&self) -> BTreeSet<&str> {
        self.labels.keys().map(|(dictionary, _)| dictionary.as_str()).collect()
    }

    /// Every code of a dictionary in its order; those that are no longer offered too.
    pub fn all_labels(&self, dictionary: &str) -> Vec<&Label> {
        let mut found: Vec<&Label> = match dictionary {
            DICTIONARY_OF_TYPES => self.types.iter().collect(),
            DICTIONARY_OF_SOURCES => self.sources.iter().collect(),
            _ => self.labels.iter().filter(|((of, _), _)| of == dictionary).map(|(_, label)| label).collect(),
        };
        found.retain(|label| label.valid_to != Some(NEVER));
        found.sort_by(|one, other| (one.position, &one.code).cmp(&(other.position, &other.code)));
        found
    }

    /// The dispute types that are offered on a day.
    pub fn offered_types(&self, today: NaiveDate) -> Vec<&Label> {
        self.offered_labels(DICTIONARY_OF_TYPES, today)
    }

    /// The case sources that are offered on a day.
    pub fn offered_sources(&self, today: NaiveDate) -> Vec<&Label> {
        self.offered_labels(DICTIONARY_OF_SOURCES, today)
    }

    /// The codes of a dictionary that are offered on a day, in their order.
    pub fn offered_labels(&self, dictionary: &str, today: NaiveDate) -> Vec<&Label> {
        self.all_labels(dictionary).into_iter().filter(|label| label.is_offered(today)).collect()
    }

    /// The ground of refusal to think of before an agreement on disputes of that type, or of one below it, goes to
    /// court.
    pub fn ground_to_mind(&self, kind: &TypeCode) -> Option<RefusalGround> {
        let above = || self.type_label(kind).and_then(|label| label.parent.as_deref());
        RefusalGround::of_type(kind.as_str()).or_else(|| RefusalGround::of_type(above()?))
    }

    /// The kinds of service a centre logs, in their order, each with its unit.
    pub fn services(&self) -> Vec<&Label> {
        self.all_labels("service")
    }

    /// The indicators of the catalogue, in their order.
    pub fn catalogue(&self) -> Vec<&Label> {
        self.all_labels("indicator")
    }

    /// The indicator of the catalogue whose figures bear that name.
    pub fn indicator(&self, name: &str) -> Option<&Label> {
        let wanted = half_width(name);
        self.catalogue().into_iter().find(|label| half_width(&label.zh) == wanted)
    }

    /// The label of an outcome; none is 在办.
    pub fn outcome_label(&self, outcome: Option<Outcome>) -> Option<&Label> {
        self.label("outcome", outcome.map_or("open", Outcome::code))
    }
}

/// The id of that name, else of the name with the first number that makes it free.
fn first_free<K>(name: &str, id_of: impl Fn(&str) -> Id<K>, is_taken: impl Fn(Id<K>) -> bool) -> Id<K> {
    let mut id = id_of(name);
    let mut number = 2;
    while is_taken(id) {
        id = id_of(&format!("{name}#{number}"));
        number += 1;
    }
    id
}

//! The places named in a ledger: found by name or alias, else created below their township.

use std::collections::{HashMap, HashSet};

use crate::domain::fold::{clean_name, search_fold};
use crate::domain::{MediatorId, NEVER, Office, OfficeId, OfficeKind};
use crate::ledger::vocabulary::names_of;
use crate::store::Directory;

/// The full names of bodies of villages and communities, and the short name of the place.
const BODIES: [(&str, &str); 8] = [
    ("社区居民委员会", "社区"),
    ("社区居委会", "社区"),
    ("村村民委员会", "村"),
    ("村村委会", "村"),
    ("村民委员会", "村"),
    ("村委会", "村"),
    ("居民委员会", "社区"),
    ("居委会", "社区"),
];

/// The endings of names of the offices of a township.
const TOWNSHIP_BODIES: [&str; 5] = ["人民政府", "司法所", "人民调解委员会", "调委会", "综治中心"];

/// Townships with two names in use; the first is that of the national list of divisions.
const TWO_NAMES: [(&str, &str); 1] = [("九湖镇", "大九湖镇")];

/// Longer names are descriptions of a place, not villages.
const LONGEST_NAME: usize = 12;

/// The offices as after an import: those of the file, and those that are new or were completed.
#[derive(Clone)]
pub struct Places {
    offices: Vec<Office>,
    at: HashMap<OfficeId, usize>,
    children: HashMap<OfficeId, Vec<usize>>,
    touched: Vec<usize>,
    /// Offices named only in a case: they are created when that case is written.
    awaited: HashSet<OfficeId>,
    home: OfficeId,
    /// The meaning of a pair of cells; ledgers repeat pairs many times.
    known: HashMap<(String, String), Named>,
}

/// The meaning of names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The office that takes the case.
    pub office: OfficeId,
    /// The village or community.
    pub village: Option<OfficeId>,
    /// The words for the village where they name more than one, or something else.
    pub place: String,
    /// The mediators, in their order.
    pub mediators: Vec<MediatorId>,
}

impl Places {
    pub fn of(directory: &Directory, home: OfficeId) -> Self {
        let mut places = Self {
            offices: Vec::new(),
            at: HashMap::new(),
            children: HashMap::new(),
            touched: Vec::new(),
            awaited: HashSet::new(),
            home,
            known: HashMap::new(),
        };
        for office in directory.offices().filter(|office| office.valid_to != Some(NEVER)) {
            places.add(office.clone());
        }
        places
    }

    fn add(&mut self, office: Office) -> OfficeId {
        let (id, at) = (office.id, self.offices.len());
        self.at.insert(id, at);
        if let Some(parent) = office.parent {
            self.children.entry(parent).or_default().push(at);
        }
        self.offices.push(office);
        id
    }

    fn make(&mut self, office: Office) -> OfficeId {
        self.touched.push(self.offices.len());
        self.awaited.insert(office.id);
        self.add(office)
    }

    pub fn office(&self, id: OfficeId) -> Option<&Office> {
        self.at.get(&id).and_then(|at| self.offices.get(*at))
    }

    /// Changes an existing office, which is then saved.
    pub fn change(&mut self, id: OfficeId, change: impl FnOnce(&mut Office)) {
        let Some(&at) = self.at.get(&id) else { return };
        let Some(office) = self.offices.get_mut(at) else { return };
        let before = office.clone();
        change(office);
        if *office != before && !self.touched.contains(&at) {
            self.touched.push(at);
        }
    }

    /// The offices to save whatever happens to the cases, each after its parent.
    pub fn settled(&self) -> impl Iterator<Item = &Office> {
        self.touched
            .iter()
            .filter_map(|at| self.offices.get(*at))
            .filter(|office| !self.awaited.contains(&office.id))
    }

    /// The offices that a case needs and the file lacks; returned once.
    pub fn take_awaited(&mut self) -> impl Iterator<Item = Office> {
        let awaited = std::mem::take(&mut self.awaited);
        awaited.into_iter().filter_map(|id| self.office(id).cloned())
    }

    fn below(&self, parent: OfficeId) -> impl Iterator<Item = &Office> {
        self.children.get(&parent).into_iter().flatten().filter_map(|at| self.offices.get(*at))
    }

    fn called(&self, parent: OfficeId, name: &str) -> Option<OfficeId> {
        let wanted = search_fold(name);
        self.below(parent)
            .find(|office| names_of(office).any(|name| search_fold(name) == wanted))
            .map(|office| office.id)
    }

    /// The office and village that a row names; created where they are new.
    pub fn find(&mut self, township: &str, village: &str) -> Named {
        let key = (township.to_owned(), village.to_owned());
        if let Some(found) = self.known.get(&key) {
            return found.clone();
        }
        let office = if clean_name(township).is_empty() { self.home } else { self.township(township) };
        let (village, place) = self.village_within(office, village);
        let found = Named { office, village, place, mediators: Vec::new() };
        self.known.insert(key, found.clone());
        found
    }

    /// The meaning of a pair of cells, if it is known already.
    pub fn found(&self, township: &str, village: &str) -> Option<Named> {
        self.known.get(&(township.to_owned(), village.to_owned())).cloned()
    }

    /// The township of that name below the district; created where it is new.
    pub fn township(&mut self, cell: &str) -> OfficeId {
        let cell = clean_name(cell);
        let root = Office::root_id();
        let bare =
            TOWNSHIP_BODIES.iter().find_map(|body| cell.strip_suffix(body)).filter(|bare| !bare.is_empty());
        let name = bare.unwrap_or(&cell);
        if self.office(root).is_some_and(|district| names_of(district).any(|known| known == name)) {
            return root;
        }
        let (name, other) = match TWO_NAMES.iter().find(|(one, two)| *one == name || *two == name) {
            Some((one, two)) => (*one, Some(*two)),
            None => (name, None),
        };
        let found = self.called(root, name).or_else(|| other.and_then(|other| self.called(root, other)));
        if let Some(id) = found {
            return id;
        }
        // 松柏司法所 means 松柏镇 where there is just one such place.
        if bare.is_some()
            && let Some(only) = self.completed(root, name, &["镇", "乡", "街道"])
        {
            return only;
        }
        let mut office = Office::below(root, OfficeKind::of_township_called(name), name);
        office.aliases.extend(other.map(str::to_owned));
        self.make(office)
    }

    fn village_within(&mut self, office: OfficeId, cell: &str) -> (Option<OfficeId>, String) {
        let written = clean_name(cell);
        if written.is_empty() {
            return (None, String::new());
        }
        let (name, aliases) = self.village_name(office, &written);
        let found = self.known_village(office, &name, &aliases);
        if let Some(id) = found
            .or_else(|| self.completed(office, &name, &["村", "社区"]))
            .or_else(|| self.elsewhere(office, &name))
        {
            return (Some(id), String::new());
        }
        let within = self.below(office).filter(|village| written.contains(&village.name));
        if let Some(only) = only(within.map(|village| village.id)) {
            return (Some(only), written);
        }
        if !looks_like_village(&name) {
            return (None, written);
        }
        let mut village = Office::below(office, kind_of(&name), name);
        village.aliases.extend(aliases);
        (Some(self.make(village)), String::new())
    }

    /// 红花朵 for 红花朵村, where there is not a 社区 of that name too.
    fn completed(&self, above: OfficeId, name: &str, ends: &[&str]) -> Option<OfficeId> {
        only(ends.iter().filter_map(|end| self.called(above, &format!("{name}{end}"))))
    }

    /// In a district's ledger without townships: the only village of that name, if there is one.
    fn elsewhere(&self, office: OfficeId, name: &str) -> Option<OfficeId> {
        if office != Office::root_id() {
            return None;
        }
        let wanted = search_fold(name);
        let found = self.offices.iter().filter(|village| {
            village.kind.is_settlement() && names_of(village).any(|known| search_fold(known) == wanted)
        });
        only(found.map(|village| village.id))
    }

    /// The short name of a village and its aliases: 松柏村 for 松柏村委会, and 樟树坪社区 for
    /// 新华镇樟树坪社区 in a row of 新华镇.
    fn village_name(&self, township: OfficeId, written: &str) -> (String, Vec<String>) {
        let body = BODIES.iter().find_map(|(body, end)| written.strip_suffix(body).map(|bare| (bare, *end)));
        let name = match body {
            Some((bare, end)) if !bare.is_empty() => format!("{bare}{end}"),
            _ => written.to_owned(),
        };
        let above =
            self.office(township).map(|office| office.name.as_str()).filter(|above| !above.is_empty());
        let short =
            above.and_then(|above| name.strip_prefix(above)).filter(|short| looks_like_village(short));
        let short = short.map(str::to_owned).filter(|short| !["村", "社区"].contains(&short.as_str()));
        let full = (name != written).then(|| written.to_owned());
        (name, short.into_iter().chain(full).collect())
    }

    /// The village of any of those names.
    fn known_village(&self, township: OfficeId, name: &str, aliases: &[String]) -> Option<OfficeId> {
        self.called(township, name).or_else(|| aliases.iter().find_map(|alias| self.called(township, alias)))
    }

    /// Puts a line of a list of places; completes an existing office.
    pub fn put_listed(&mut self, code: &str, township: &str, village: &str) -> Listed {
        // After more places were added, a cell may have another meaning.
        self.known.clear();
        let before = self.offices.len();
        let parent = self.township(township);
        let written = clean_name(village);
        let id = if written.is_empty() { parent } else { self.listed_village(parent, &written) };
        let (_, aliases) = self.village_name(parent, &written);
        self.awaited.remove(&parent);
        self.awaited.remove(&id);
        let unchanged = self.office(id).cloned();
        self.change(id, |office| {
            // An empty cell changes nothing, and a second line with another code does not replace the first:
            // otherwise repeated imports would never settle.
            if office.division_code.is_empty() {
                code.clone_into(&mut office.division_code);
            }
            for alias in aliases {
                if !office.aliases.contains(&alias) && office.name != alias {
                    office.aliases.push(alias);
                }
            }
        });
        match (self.offices.len() > before, self.office(id) != unchanged.as_ref()) {
            (true, _) => Listed::New,
            (_, true) => Listed::Completed,
            _ => Listed::Same,
        }
    }

    fn listed_village(&mut self, parent: OfficeId, written: &str) -> OfficeId {
        let (name, aliases) = self.village_name(parent, written);
        match self.known_village(parent, &name, &aliases) {
            Some(id) => id,
            None => self.make(Office::below(parent, kind_of(&name), name)),
        }
    }
}

/// The result of a line of a list of places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    New,
    Completed,
    Same,
}

/// The only one; none where there are several.
fn only(mut found: impl Iterator<Item = OfficeId>) -> Option<OfficeId> {
    found.next().filter(|_| found.next().is_none())
}

fn kind_of(name: &str) -> OfficeKind {
    if name.ends_with("社区") { OfficeKind::Community } else { OfficeKind::Village }
}

fn looks_like_village(name: &str) -> bool {
    (name.ends_with('村') || name.ends_with("社区")) && name.chars().count() <= LONGEST_NAME
}

#[cfg(test)]
mod tests {
    use super::*;

    fn empty() -> Places {
        let mut places = Places::of(&Directory::default(), Office::root_id());
        let mut root = Office::below(Office::root_id(), OfficeKind::District, "");
        (root.id, root.parent) = (Office::root_id(), None);
        places.add(root);
        places
    }

    #[test]
    fn the_forms_of_one_village_are_one_village() {
        // Would catch a second 松柏村 that came in as 松柏村委会, and a 社区 taken for the 村 of its name.
        let mut places = empty();
        let village = places.find("松柏镇", "松柏村委会");
        for form in ["松柏村", "松柏村村民委员会", "松柏村委会", "松柏镇松柏村委会", " 松柏 村", "松柏"]
        {
            assert_eq!(places.find("松柏镇", form), village, "{form}");
        }
        assert_eq!(places.find("松柏司法所", "松柏村"), village);
        let community = places.find("松柏镇", "狮象坪社区居委会");
        assert_eq!(places.find("松柏镇", "狮象坪社区"), community);
        assert_eq!(places.find("阳日镇", "阳日居委会").village, places.find("阳日镇", "阳日社区").village);
        assert_ne!(places.find("木鱼镇", "红花坪居委会"), places.find("木鱼镇", "红花坪村委会"));
        assert_eq!(places.find("大九湖镇", "九湖村"), places.find("九湖镇", "九湖村委会"));
    }

    #[test]
    fn a_place_in_own_words_makes_no_village() {
        let mut places = empty();
        let village = places.find("松柏镇", "麻湾村").village;
        let found = places.find("松柏镇", "麻湾村三组杨家院坝");
        assert_eq!((found.village, found.place.as_str()), (village, "麻湾村三组杨家院坝"));
        let street = places.find("松柏镇", "镇政府门前");
        assert_eq!((street.village, street.place.as_str()), (None, "镇政府门前"));
    }
}

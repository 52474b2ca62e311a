use super::*;
use crate::domain::{Closing, Dispute, DisputeId, Fixed, Mediator, Office, OfficeKind, Operator};
use crate::store::ask::filter::{Outcomes, Pick, Tree};

fn day(day: u32) -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(2024, 3, day).unwrap()
}

/// Forty cases of two townships, some without a village or a mediator, open, closed in every way and void.
fn store(folder: &std::path::Path) -> (Store, [OfficeId; 2]) {
    let mut store = Store::create(&folder.join("a.db"), Box::new(Fixed::at(day(31), 1))).unwrap();
    store.sign_in(&Operator::named("测试员")).unwrap();
    let towns = ["松柏镇", "木鱼镇"].map(|name| Office::below(Office::root_id(), OfficeKind::Township, name));
    let villages =
        ["清泉村", "青天村", "木鱼村"].map(|name| Office::below(towns[0].id, OfficeKind::Village, name));
    let leads = ["红调", "清调"].map(|name| Mediator::at(towns[0].id, name));
    store
        .transact(|writer| {
            towns.iter().chain(&villages).try_for_each(|office| writer.put_office(office).map(drop))?;
            leads.iter().try_for_each(|lead| writer.put_mediator(lead).map(drop))
        })
        .unwrap();
    for n in 0..40_usize {
        let mut case = Dispute::new(store.fresh_dispute_id(), towns[n % 3 % 2].id, day(1 + n as u32 % 7));
        case.village = (n % 4 > 0).then(|| villages[n % 4 - 1].id);
        case.kind = ["02", "01", "10b"][n % 3].parse().unwrap();
        case.mediators = [vec![], vec![leads[0].id], vec![leads[1].id, leads[0].id]][n % 3].clone();
        let outcome = Outcome::ALL[n % 6];
        case.closing = (n % 5 > 1).then(|| Closing { outcome, on: day(10 + n as u32 % 9) });
        case.void = (n % 9 == 4).then(|| "重复".to_owned());
        store.save_dispute(None, case, None).unwrap();
    }
    (store, [towns[0].id, towns[1].id])
}

fn listed(store: &Store, filter: &CaseFilter, order: Order, follows: Follows) -> Vec<DisputeId> {
    let legs = store.narrowed(order.legs(None, &store.directory), filter, order.by, follows).unwrap();
    let mut page = Vec::new();
    for leg in &legs {
        store.read_leg(filter, leg, (100, 0), &mut page).unwrap();
    }
    page.iter().map(|case| case.id).collect()
}

/// Catches: a list that leaves out or repeats cases, or stands in another order, when the file has many cases and another
/// index is followed, or when it has few.
#[test]
fn a_list_is_the_same_by_any_index() {
    let folder = tempfile::tempdir().unwrap();
    let (store, towns) = store(folder.path());
    let office = |town: OfficeId| CaseFilter { office: Some(town), ..CaseFilter::default() };
    let lead = store.directory().mediators().next().unwrap().id;
    let filters = [
        office(towns[0]),
        office(towns[1]),
        CaseFilter { outcomes: Outcomes::Open, ..office(towns[0]) },
        CaseFilter { outcomes: Outcomes::Void, ..CaseFilter::default() },
        CaseFilter {
            outcomes: Outcomes::Of(vec![Outcome::Oral, Outcome::Declined]),
            ..CaseFilter::default()
        },
        CaseFilter { kind: Tree::Exactly("01".parse().unwrap()), ..office(towns[1]) },
        CaseFilter { mediator: Pick::Is(lead), ..CaseFilter::default() },
        CaseFilter { mediator: Pick::Missing, ..office(towns[0]) },
        CaseFilter { village: Pick::Missing, ..CaseFilter::default() },
    ];
    for filter in filters {
        let mut all: Vec<String> = store.all_ids(&filter).unwrap().iter().map(ToString::to_string).collect();
        all.sort();
        for by in SortBy::ALL {
            for order in [Order::usual(by), Order::usual(by).turned(), Order::usual(by).reversed()] {
                let many = listed(&store, &filter, order, Follows::Leg);
                assert_eq!(listed(&store, &filter, order, Follows::Filter), many, "{order:?} {filter:?}");
                let mut ids: Vec<String> = many.iter().map(ToString::to_string).collect();
                ids.sort();
                assert_eq!(ids, all, "{order:?} {filter:?}");
            }
        }
    }
}

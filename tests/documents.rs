//! The statutory forms, read again by an independent reader.

mod support;

use support::{District, case, life};
use tiaojie::document::{Existing, Press, write};
use tiaojie::domain::form::FormKind;

#[test]
fn look() {
    let Some(to) = std::env::var_os("TIAOJIE_LOOK") else { return };
    let mut district = District::new();
    let mut office = district.store.directory().office(district.towns[0]).unwrap().clone();
    office.committee = "神农架林区松柏镇人民调解委员会".into();
    district.store.save_office(&office).unwrap();
    let long = life::long(&mut district);
    let plain = case::plain(&mut district);
    let press = Press::new(&district.store);
    let long = district.store.dispute(long).unwrap();
    let plain = district.store.dispute(plain).unwrap();
    let mut two = long.clone();
    two.office = district.towns[0];
    two.parties.truncate(3);
    two.parties.remove(1);
    two.sessions.truncate(1);
    for party in &mut two.parties {
        party.phone = "13800001234".into();
        party.address = "湖北省神农架林区松柏镇红花朵村三组 27 号".into();
    }
    let mut wordy = two.clone();
    wordy.agreement.content = (1..30)
        .map(|n| format!("{n}、甲方于每年六月三十日前向乙方支付林地补偿款，逾期不付的按日承担逾期付款损失；乙方收到款项后十日内拆除地上临时设施并恢复原状。"))
        .collect::<Vec<_>>()
        .join("\n");
    wordy.sessions[0].record = wordy.agreement.content.clone();
    let mut five = two.clone();
    five.parties.extend(long.parties[3..6].iter().cloned());
    let empty = tiaojie::domain::Dispute::new(plain.id, plain.office, plain.accepted_on);
    for (name, case) in
        [("long", long), ("plain", plain), ("two", two), ("wordy", wordy), ("five", five), ("empty", empty)]
    {
        let documents = press.several(&case, FormKind::ALL).unwrap();
        write(&std::path::Path::new(&to).join(name), &documents, Existing::Replace).unwrap();
    }
}

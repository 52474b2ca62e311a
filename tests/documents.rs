//! The statutory forms, read again by an independent reader.

mod support;

use support::{District, case, life};
use tiaojie::document::{Existing, Press, write};
use tiaojie::domain::form::FormKind;

#[test]
fn look() {
    let Some(to) = std::env::var_os("TIAOJIE_LOOK") else { return };
    let mut district = District::new();
    let long = life::long(&mut district);
    let plain = case::plain(&mut district);
    let press = Press::new(&district.store);
    for (name, id) in [("long", long), ("plain", plain)] {
        let case = district.store.dispute(id).unwrap();
        let documents = press.several(&case, FormKind::ALL).unwrap();
        for document in &documents {
            println!("{} {:?}", document.file_name, document.lacks);
        }
        write(&std::path::Path::new(&to).join(name), &documents, Existing::Replace).unwrap();
    }
}

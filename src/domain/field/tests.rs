//! The table against the types it stands for.

use super::*;

/// Catches a field without a row, with two, or one whose code names another part than the one it stands in.
#[test]
fn every_field_has_one_row_in_its_part() {
    for field in Field::ALL {
        let rows: Vec<PartKind> =
            PartKind::ALL.iter().copied().filter(|kind| kind.fields().contains(field)).collect();
        assert_eq!(rows, [field.part()], "{field:?}");
        assert_eq!(field.spec().field, *field);
    }
    let rows: usize = PartKind::ALL.iter().map(|kind| kind.rows().size()).sum();
    assert_eq!(rows, Field::ALL.len());
}

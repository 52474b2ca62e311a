//! The words and rules of people's mediation. Plain types: no file, no screen, no clock.

pub mod case_number;
pub mod check;
mod code;
mod coded;
mod counts;
pub mod date_entry;
mod dispute;
pub mod fold;
mod id;
pub mod id_number;
mod lang;
mod marks;
pub mod money;
mod office;
mod outcome;
pub mod period;
pub mod pinyin;
mod surroundings;

pub use code::{BadCode, Code, SourceCode, SourceDictionary, TypeCode, TypeDictionary};
pub use counts::{Indicator, PreventionEntry, Screening, Service};
pub use dispute::{Agreement, Dispute, FollowUp, Party, Referral};
pub use id::{DisputeId, FollowUpId, Id, MediatorId, OfficeId, OperatorId, PartyId, ReferralId};
pub use id::{IndicatorId, PreventionId, ScreeningId, ServiceId};
pub use lang::{LIST_COMMA, Lang, UNDONE_ENTRY};
pub use marks::{
    Confirmation, Difficulty, Direction, Level, PartyKind, Performance, PreventionKind, Sex, Side,
};
pub use money::Fen;
pub use office::{Mediator, Office, OfficeKind, Operator};
pub use outcome::{Closing, Outcome};
pub use period::{CutOff, DateRange, Month, Period};
pub use surroundings::{Fixed, Machine, MachineOn, Surroundings};

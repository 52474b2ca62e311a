//! The words and rules of people's mediation. Plain types: no file, no screen, no clock.

pub mod act;
pub mod case_number;
mod category;
pub mod char_set;
pub mod check;
mod code;
pub mod coded;
pub mod date_entry;
pub mod decimal;
mod dispute;
pub mod duty;
mod entry;
mod event;
pub mod field;
pub mod fold;
pub mod form;
mod id;
pub mod id_number;
pub mod identity;
mod lang;
mod laptop;
mod life;
mod limits;
pub mod mask;
pub mod merge;
pub mod money;
pub mod number_meant;
mod office;
pub mod organisation;
mod outcome;
mod parts;
pub mod period;
pub mod pinyin;
pub mod plan;
mod rest_days;
pub mod series;
pub mod simplified;
pub mod surname;
mod surroundings;
pub mod time_entry;
mod transcript;
mod vocabulary;

pub use category::CategoryList;
pub use code::{
    BadCode, Code, GovernanceCode, GovernanceDictionary, SourceCode, SourceDictionary, TypeCode,
    TypeDictionary,
};
pub(crate) use coded::coded;
pub use decimal::Decimal;
pub use dispute::{Agreement, Dispute, Party};
pub use duty::Duty;
pub use entry::{Indicator, PreventionEntry, Screening, Service, YearRule, unit};
pub use event::Event;
pub use id::ServiceId;
pub use id::{DisputeId, FollowUpId, Id, LaptopId, MediatorId, OfficeId, OperatorId, PartyId, ReferralId};
pub use lang::{BETWEEN_NAMES, LIST_COMMA, Lang, MERGED_INTO, TAKEN_BACK, UNDONE_ENTRY};
pub use laptop::{AWAY, Laptop, is_same_series, is_series, series_of};
pub use life::{
    AgentKind, Authority, Band, Body, Capacity, Consent, DutyKind, EventKind, Retention, Risk, Route, Ruling,
    Satisfaction, SessionResult,
};
pub use limits::{Limit, Limits};
pub use mask::Masking;
pub use money::Fen;
pub use office::{Mediator, NEVER, Office, OfficeKind, Operator, Role, is_valid};
pub use outcome::{Closing, Outcome};
pub use parts::{
    Agent, Attendee, Escalation, Evidence, Extension, Filing, FollowUp, Instalment, Investigation,
    Litigation, PartPerformed, Prevention, Referral, Remark, Session,
};
pub use period::{CutOff, DateRange, Month, Period};
pub use rest_days::{CourtWindow, DayKind, RestDays, RestYear, RestYearError};
pub use surroundings::{Fixed, Machine, MachineOn, Surroundings};
pub use transcript::{Transcript, TranscriptItem, TranscriptShape};
pub use vocabulary::{
    Confirmation, Difficulty, Direction, Divisor, Level, PartyKind, Performance, PreventionKind, RateBasis,
    RefusalGround, Sex, Side,
};

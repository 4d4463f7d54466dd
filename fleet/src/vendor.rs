//! A vendor: a token endpoint with a limit and bad times, and an API that knows which tokens are good.

use crate::chance::Chance;
use crate::world::EPOCH_MS;
use commerce_auth::http::HttpResponse;

/// What a refusal for too many requests says about when to come again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComeAgain {
    /// Nothing.
    Unsaid,
    /// After so many seconds.
    Seconds(i64),
    /// At the next full minute, as a date.
    NextMinute,
}

/// How many token requests are answered; the others get a 429.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// In each second.
    pub each_second: u32,
    /// What the others are told.
    pub come_again: ComeAgain,
}

/// What is wrong with the token endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No connection.
    Unreachable,
    /// 503, and this `Retry-After`.
    Busy(ComeAgain),
    /// It takes the request and never answers.
    Hangs,
    /// 503 so many times in a hundred.
    Flickers(i64),
}

/// How many tokens of one client are good at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeps {
    /// Each until its end.
    All,
    /// The newest; each new one voids the one before.
    Newest,
}

/// How a vendor is.
#[derive(Clone, Debug)]
pub struct Manners {
    /// The stated lifetime, in seconds.
    pub lifetime_s: i64,
    /// The limit of its token endpoint.
    pub limit: Option<Limit>,
    /// From when to when what is wrong, in milliseconds.
    pub troubles: Vec<(i64, i64, Trouble)>,
    /// How many tokens are good at once.
    pub keeps: Keeps,
}

impl Manners {
    /// All is well.
    pub fn good(lifetime_s: i64) -> Self {
        Manners { lifetime_s, limit: None, troubles: Vec::new(), keeps: Keeps::All }
    }
}

/// What comes back for a token request.
pub enum Reply {
    /// An answer after so many milliseconds.
    Answer(i64, HttpResponse<'static>),
    /// No connection, after so many milliseconds.
    Nothing(i64),
    /// Never.
    Silence,
}

/// What the API says to a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// It is good.
    Accepted,
    /// Another one was issued since.
    Voided,
    /// It is past its end.
    Expired,
}

/// Quickest and slowest answer, in milliseconds.
const ANSWER_MS: (i64, i64) = (60, 240);

/// A vendor at work.
pub struct Vendor {
    manners: Manners,
    /// When each token ends, in milliseconds of the simulation.
    ends: Vec<i64>,
    this_second: (i64, u32),
}

impl Vendor {
    /// One that has issued nothing.
    pub fn new(manners: Manners) -> Self {
        Vendor { manners, ends: Vec::new(), this_second: (0, 0) }
    }

    /// How it is.
    pub fn manners(&self) -> &Manners {
        &self.manners
    }

    /// How many tokens it has issued.
    pub fn issued(&self) -> usize {
        self.ends.len()
    }

    /// A token request that goes out now, in milliseconds of the simulation.
    pub fn receive(&mut self, now: i64, chance: &mut Chance) -> Reply {
        let after = chance.between(ANSWER_MS.0, ANSWER_MS.1);
        let trouble = self.manners.troubles.iter().find(|(from, to, _)| (*from..*to).contains(&now)).map(|it| it.2);
        match trouble {
            Some(Trouble::Unreachable) => return Reply::Nothing(after),
            Some(Trouble::Hangs) => return Reply::Silence,
            Some(Trouble::Busy(come_again)) => return Reply::Answer(after, refusal(503, come_again, now)),
            Some(Trouble::Flickers(share)) if chance.percent(share) => {
                return Reply::Answer(after, refusal(503, ComeAgain::Unsaid, now));
            }
            _ => {}
        }
        if let Some(limit) = self.manners.limit {
            let second = now / 1_000;
            if self.this_second.0 != second {
                self.this_second = (second, 0);
            }
            self.this_second.1 += 1;
            if self.this_second.1 > limit.each_second {
                return Reply::Answer(after, refusal(429, limit.come_again, now));
            }
        }
        Reply::Answer(after, self.issue(now))
    }

    fn issue(&mut self, now: i64) -> HttpResponse<'static> {
        let lifetime_s = self.manners.lifetime_s;
        self.ends.push(now + lifetime_s * 1_000);
        let serial = self.ends.len();
        let body = format!(r#"{{"access_token":"t{serial}","token_type":"Bearer","expires_in":{lifetime_s}}}"#);
        response(200, vec![], body)
    }

    /// What the API says to a token, by what stands in it.
    pub fn judge(&self, token: &str, now: i64) -> Judgement {
        let serial: usize = token.trim_start_matches('t').parse().expect("a token of this vendor");
        if self.manners.keeps == Keeps::Newest && serial < self.ends.len() {
            Judgement::Voided
        } else if self.ends[serial - 1] <= now {
            Judgement::Expired
        } else {
            Judgement::Accepted
        }
    }
}

fn refusal(status: i64, come_again: ComeAgain, now: i64) -> HttpResponse<'static> {
    let value = match come_again {
        ComeAgain::Unsaid => None,
        ComeAgain::Seconds(seconds) => Some(seconds.to_string()),
        ComeAgain::NextMinute => Some(imf_fixdate((EPOCH_MS + now) / 60_000 * 60 + 60)),
    };
    let headers = value.into_iter().map(|value| ("retry-after".to_owned(), value)).collect();
    response(status, headers, "{}".to_owned())
}

fn response(status: i64, mut headers: Vec<(String, String)>, body: String) -> HttpResponse<'static> {
    headers.push(("content-type".to_owned(), "application/json".to_owned()));
    HttpResponse::new(status, headers, body.into_bytes()).expect("a status as there are")
}

/// An instant as RFC 9110 §5.6.7 writes it, in seconds since 1970.
fn imf_fixdate(seconds: i64) -> String {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (day, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let name = DAYS[usize::try_from(day.rem_euclid(7)).unwrap_or(0)];
    let is_leap = |year: i64| (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let (mut year, mut left) = (1970, day);
    while left >= 365 + i64::from(is_leap(year)) {
        left -= 365 + i64::from(is_leap(year));
        year += 1;
    }
    let mut month = 0;
    for length in [31, 28 + i64::from(is_leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30] {
        if left < length {
            break;
        }
        left -= length;
        month += 1;
    }
    let (hours, minutes, seconds) = (second / 3_600, second / 60 % 60, second % 60);
    format!("{name}, {:02} {} {year} {hours:02}:{minutes:02}:{seconds:02} GMT", left + 1, MONTHS[month])
}

#[cfg(test)]
mod tests {
    use super::imf_fixdate;
    use commerce_auth::http::imf_fixdate_ms;

    #[test]
    fn dates_are_read_by_the_product_as_they_were_meant() {
        for seconds in [0, 951_782_399, 951_782_400, 1_700_000_000, 1_735_689_599, 4_102_444_800] {
            assert_eq!(imf_fixdate_ms(&imf_fixdate(seconds)), Some(seconds * 1_000), "{}", imf_fixdate(seconds));
        }
    }
}

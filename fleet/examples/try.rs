//! Try.
fn main() {
    for ask in commerce_auth_fleet::scenarios::ALL {
        let t = std::time::Instant::now();
        let a = ask();
        println!("{} {:?}\n{}", a.name, t.elapsed(), a.table);
        for c in a.charts { std::fs::write(format!("/tmp/fleet-run/{}.svg", c.file), c.svg()).unwrap(); }
    }
}

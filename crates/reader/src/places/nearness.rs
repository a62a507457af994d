//! How near two points of the earth are, cheaply.

/// A point with the cosine of its latitude, which every distance needs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Point {
    lat: f64,
    lon: f64,
    cos: f64,
}

impl Point {
    /// The point at `lat` degrees north and `lon` degrees east.
    pub fn new(lat: f64, lon: f64) -> Point {
        Point { lat, lon, cos: lat.to_radians().cos() }
    }

    /// Kilometres to `other` on the flat map between them: within a few per cent up to some 500 km, too much beyond.
    pub fn km(self, other: Point) -> f64 {
        let north = self.lat - other.lat;
        let turn = (self.lon - other.lon).abs();
        let east = turn.min(360.0 - turn) * (self.cos + other.cos) / 2.0;
        111.2 * (north * north + east * east).sqrt()
    }

    /// From 1 for the same point over 0.5 at 100 km towards 0.
    pub fn nearness(self, other: Point) -> f64 {
        let hundreds = self.km(other) / 100.0;
        1.0 / (1.0 + hundreds * hundreds)
    }
}

#[cfg(test)]
mod tests {
    use super::Point;

    #[test]
    fn distances_are_about_right() {
        let (rome, milan) = (Point::new(41.9, 12.5), Point::new(45.46, 9.19));
        assert!((rome.km(milan) - 477.0).abs() < 10.0);
        let (east, west) = (Point::new(0.0, 179.5), Point::new(0.0, -179.5));
        assert!(east.km(west) < 112.0);
        assert!(rome.nearness(rome) > rome.nearness(milan));
    }
}

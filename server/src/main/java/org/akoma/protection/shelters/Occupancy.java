package org.akoma.protection.shelters;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** How full a shelter was, day by day, and how it is drawn: a step line under the line of its places. */
record Occupancy(int capacity, List<Day> days) {

    static final int WIDTH = 600;
    static final int HEIGHT = 160;

    public Occupancy {
        days = List.copyOf(days);
    }

    public record Day(LocalDate day, long occupied) {}

    public long most() {
        return days.stream().mapToLong(Day::occupied).max().orElse(0);
    }

    public long now() {
        return days.isEmpty() ? 0 : days.getLast().occupied();
    }

    /** The points of the line, left to right. */
    public String line() {
        StringBuilder points = new StringBuilder();
        for (int n = 0; n < days.size(); n++) {
            String height = number(y(days.get(n).occupied()));
            points.append(number(x(n))).append(',').append(height).append(' ');
            points.append(number(x(n + 1))).append(',').append(height).append(' ');
        }
        return points.toString().strip();
    }

    /** Where the line of the places lies. */
    public String ceiling() {
        return number(y(capacity));
    }

    /** One day a week, the last one too, for the table that says the same. */
    public List<Day> weekly() {
        int last = days.size() - 1;
        return java.util.stream.IntStream.rangeClosed(0, last)
                .filter(n -> (last - n) % 7 == 0)
                .mapToObj(days::get)
                .toList();
    }

    private double x(int n) {
        return (double) WIDTH * n / Math.max(1, days.size());
    }

    private double y(long children) {
        return HEIGHT - (double) (HEIGHT - 20) * children / Math.max(1, Math.max(capacity, most()));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}

package org.akoma.protection.assistance;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How one service goes: each of its points with what was noted and what is asked for. */
record MonitoringSheet(Service service, List<Line> lines) {

    /**
     * One point.
     *
     * @param records the latest first, with those that were corrected
     */
    record Line(MonitoringPoint point, List<Monitoring> records, Set<UUID> corrected, List<MonitoringPoint.Due> dues) {

        public boolean isCorrected(Monitoring one) {
            return one.mistake() || corrected.contains(one.id());
        }

        public int missing(LocalDate today) {
            return (int) dues.stream().filter(due -> due.isMissing(today)).count();
        }
    }

    /** @param rhythm days between two reviews */
    static MonitoringSheet of(Service service, List<MonitoringPoint> points, List<Monitoring> noted, int rhythm) {
        return new MonitoringSheet(
                service,
                points.stream()
                        .map(point -> line(service, point, noted, rhythm))
                        .toList());
    }

    private static Line line(Service service, MonitoringPoint point, List<Monitoring> noted, int rhythm) {
        List<Monitoring> mine = noted.stream()
                .filter(one ->
                        one.serviceId().equals(service.id()) && one.point().equals(point.point()))
                .toList();
        Set<UUID> corrected =
                mine.stream().flatMap(one -> Stream.ofNullable(one.corrects())).collect(Collectors.toUnmodifiableSet());
        List<LocalDate> days = mine.stream()
                .filter(one -> !one.mistake() && !corrected.contains(one.id()))
                .map(Monitoring::on)
                .toList();
        return new Line(point, mine, corrected, point.dues(service, days, rhythm));
    }

    List<Monitoring> standing() {
        return lines.stream()
                .flatMap(line -> line.records().stream().filter(one -> !line.isCorrected(one)))
                .toList();
    }

    int missing(LocalDate today) {
        return lines.stream().mapToInt(line -> line.missing(today)).sum();
    }
}

package org.akoma.protection.assistance;

import static org.akoma.Timestamps.moment;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on assistance.monitoring and assistance.monitoring_point. */
@Repository
class MonitoringStore {

    private final JdbcClient jdbc;

    MonitoringStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Declared(String service, MonitoringPoint point) {}

    /** Of each service that has any, in their order. */
    Map<String, List<MonitoringPoint>> points() {
        return jdbc
                .sql("select * from assistance.monitoring_point order by service, place")
                .query((row, n) -> new Declared(
                        row.getString("service"),
                        new MonitoringPoint(
                                row.getString("point"),
                                MonitoringPoint.Value.valueOf(row.getString("value")),
                                Stream.of((String[]) array(row, "answers")).toList(),
                                Stream.of((Integer[]) array(row, "months")).toList(),
                                row.getBoolean("repeats"),
                                row.getObject("most", Integer.class))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Declared::service, Collectors.mapping(Declared::point, Collectors.toList())));
    }

    private static Object array(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array.getArray();
    }

    /** Of all services of the file that the caller sees, the latest first. */
    List<Monitoring> of(UUID file) {
        return jdbc.sql(
                        "select * from assistance.monitoring where file_id = :file order by on_day desc, recorded_at desc, id desc")
                .param("file", file)
                .query((row, n) -> read(row))
                .list();
    }

    Optional<Monitoring> find(UUID file, UUID id) {
        return jdbc.sql("select * from assistance.monitoring where file_id = :file and id = :id")
                .param("file", file)
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    boolean certified(UUID file, LocalDate day) {
        return jdbc.sql("select assistance.certified(:file, :day)")
                .param("file", file)
                .param("day", day)
                .query(Boolean.class)
                .single();
    }

    void insert(Service service, MonitorService made, UUID by) {
        jdbc.sql("""
                        insert into assistance.monitoring (id, file_id, service_id, service, section, point, on_day, number, answer, corrects, mistake,
                               recorded_by, recorded_at)
                        values (:id, :file, :of, :service, :section, :point, :on, :number, :answer, :corrects, :mistake, :by, access.moment())
                        """)
                .param("id", made.id())
                .param("file", service.fileId())
                .param("of", service.id())
                .param("service", service.code())
                .param("section", service.section().bit())
                .param("point", made.point())
                .param("on", made.on())
                .param("number", made.number())
                .param("answer", made.code())
                .param("corrects", made.corrects())
                .param("mistake", made.isMistake())
                .param("by", by)
                .update();
    }

    private static Monitoring read(ResultSet row) throws SQLException {
        return new Monitoring(
                row.getObject("id", UUID.class),
                row.getObject("service_id", UUID.class),
                row.getString("point"),
                row.getObject("on_day", LocalDate.class),
                number(row),
                row.getString("answer"),
                row.getObject("corrects", UUID.class),
                row.getBoolean("mistake"),
                row.getObject("recorded_by", UUID.class),
                moment(row, "recorded_at"));
    }

    private static @Nullable Integer number(ResultSet row) throws SQLException {
        return row.getObject("number", Integer.class);
    }
}

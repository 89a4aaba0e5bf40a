package org.akoma.protection.schooling;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on assistance.term and its closed days. */
@Repository
class TermStore {

    private final JdbcClient jdbc;

    TermStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Term> all() {
        return jdbc.sql("select * from assistance.term order by country, starts_on desc")
                .query((row, n) -> read(row))
                .list();
    }

    List<Term> of(String country) {
        return jdbc.sql("select * from assistance.term where country = :country order by starts_on")
                .param("country", country)
                .query((row, n) -> read(row))
                .list();
    }

    Optional<Term> find(String country, String code) {
        return of(country).stream().filter(one -> one.code().equals(code)).findFirst();
    }

    void insert(Term made) {
        jdbc.sql("""
                        insert into assistance.term (id, country, code, starts_on, ends_on) values (:id, :country, :code, :starts, :ends)
                        """)
                .param("id", made.id())
                .param("country", made.country())
                .param("code", made.code())
                .param("starts", made.startsOn())
                .param("ends", made.endsOn())
                .update();
        close(made);
    }

    /** False when it no longer has this version. */
    boolean update(Term now, int version) {
        int changed = jdbc.sql("""
                        update assistance.term set starts_on = :starts, ends_on = :ends, version = version + 1 where id = :id and version = :version
                        """)
                .param("starts", now.startsOn())
                .param("ends", now.endsOn())
                .param("id", now.id())
                .param("version", version)
                .update();
        if (changed == 1) close(now);
        return changed == 1;
    }

    private void close(Term term) {
        jdbc.sql("delete from assistance.closed_day where term_id = :term")
                .param("term", term.id())
                .update();
        for (LocalDate day : term.closed())
            jdbc.sql("insert into assistance.closed_day (term_id, day) values (:term, :day)")
                    .param("term", term.id())
                    .param("day", day)
                    .update();
    }

    /** What was counted from the terms of this country is counted again. */
    void recount(String country) {
        jdbc.sql("select assistance.recount(:country)")
                .param("country", country)
                .query((row, n) -> true)
                .list();
    }

    /** Both days inclusive. */
    int schoolDays(String country, LocalDate first, LocalDate last) {
        return jdbc.sql("select assistance.school_days(:country, :first, :last)")
                .param("country", country)
                .param("first", first)
                .param("last", last)
                .query((row, n) -> row.getInt(1))
                .single();
    }

    /** The last day of school up to today; null when no term has begun. */
    @Nullable
    LocalDate lastSchoolDay(String country, LocalDate today) {
        return jdbc.sql(
                        "select max(least(ends_on, :today)) from assistance.term where country = :country and starts_on <= :today")
                .param("today", today)
                .param("country", country)
                .query((row, n) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .single()
                .orElse(null);
    }

    private Term read(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Term(
                id,
                row.getString("country"),
                row.getString("code"),
                row.getObject("starts_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class),
                closed(id),
                row.getInt("version"));
    }

    private List<LocalDate> closed(UUID term) {
        return jdbc.sql("select day from assistance.closed_day where term_id = :term order by day")
                .param("term", term)
                .query((row, n) -> row.getObject(1, LocalDate.class))
                .list();
    }
}

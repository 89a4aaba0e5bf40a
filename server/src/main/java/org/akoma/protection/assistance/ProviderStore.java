package org.akoma.protection.assistance;

import static org.akoma.Timestamps.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.akoma.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on assistance.provider and assistance.offer. */
@Repository
class ProviderStore {

    private static final String SELECT = """
            select p.*, g.code as organisation, f.service, f.places, f.since, f.until, assistance.given(p.code, f.service, :day) as taken
              from assistance.provider p left join access.organisation g on g.id = p.organisation_id
              left join assistance.offer f on f.provider_id = p.id and f.since <= :day and (f.until is null or f.until > :day)
            """;

    private final JdbcClient jdbc;

    ProviderStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Provider> all(LocalDate day) {
        return gathered(jdbc.sql(SELECT + " order by p.code, f.service limit 5000")
                .param("day", day)
                .query((row, n) -> read(row))
                .list());
    }

    Optional<Provider> find(String code, LocalDate day) {
        return gathered(jdbc.sql(SELECT + " where p.code = :code order by f.service")
                        .param("day", day)
                        .param("code", code)
                        .query((row, n) -> read(row))
                        .list())
                .stream()
                .findFirst();
    }

    /** The rows of one provider become one. */
    private static List<Provider> gathered(List<Provider> rows) {
        Map<String, Provider> found = new TreeMap<>();
        for (Provider row : rows)
            found.merge(row.code(), row, (before, one) -> {
                List<Provider.Offer> offers = new ArrayList<>(before.offers());
                offers.addAll(one.offers());
                return new Provider(
                        one.id(), one.code(), one.label(), one.kind(), one.country(), one.organisation(), offers);
            });
        return List.copyOf(found.values());
    }

    void insert(OpenProvider made, @Nullable UUID organisation, UUID by, Instant now) {
        jdbc.sql("""
                        insert into assistance.provider (id, code, label, kind, country, organisation_id, made_by, made_at)
                        values (:id, :code, :label, :kind, :country, :organisation, :by, :now)
                        """)
                .param("id", made.id())
                .param("code", made.code())
                .param("label", made.label())
                .param("kind", made.kind())
                .param("country", made.country())
                .param("organisation", organisation)
                .param("by", by)
                .param("now", utc(now))
                .update();
    }

    /** False when an offer of this service began on that day or later. */
    boolean offer(UUID provider, String service, @Nullable Integer places, LocalDate since) {
        boolean later = jdbc.sql(
                        "select exists (select from assistance.offer where provider_id = :provider and service = :service and since >= :since)")
                .param("provider", provider)
                .param("service", service)
                .param("since", since)
                .query(Boolean.class)
                .single();
        if (later) return false;
        jdbc.sql(
                        "update assistance.offer set until = :since where provider_id = :provider and service = :service and until is null")
                .param("provider", provider)
                .param("service", service)
                .param("since", since)
                .update();
        jdbc.sql("""
                        insert into assistance.offer (id, provider_id, service, places, since) values (:id, :provider, :service, :places, :since)
                        """)
                .param("id", Ids.next())
                .param("provider", provider)
                .param("service", service)
                .param("places", places)
                .param("since", since)
                .update();
        return true;
    }

    Optional<Providers.Place> place(String code) {
        return jdbc.sql("""
                        select p.code, g.desk_id from assistance.provider p left join access.organisation g on g.id = p.organisation_id where p.code = :code
                        """)
                .param("code", code)
                .query((row, n) -> new Providers.Place(row.getString(1), row.getObject(2, UUID.class)))
                .optional();
    }

    @Nullable
    Integer places(String code, String service, LocalDate day) {
        return jdbc.sql("""
                        select f.places from assistance.offer f join assistance.provider p on p.id = f.provider_id
                         where p.code = :code and f.service = :service and f.since <= :day and (f.until is null or f.until > :day) and f.places is not null
                        """)
                .param("code", code)
                .param("service", service)
                .param("day", day)
                .query(Integer.class)
                .optional()
                .orElse(null);
    }

    private static Provider read(ResultSet row) throws SQLException {
        String service = row.getString("service");
        List<Provider.Offer> offers = service == null
                ? List.of()
                : List.of(new Provider.Offer(
                        service,
                        row.getObject("places", Integer.class),
                        row.getObject("since", LocalDate.class),
                        row.getObject("until", LocalDate.class),
                        row.getLong("taken")));
        return new Provider(
                row.getObject("id", UUID.class),
                row.getString("code"),
                row.getString("label"),
                row.getString("kind"),
                row.getString("country"),
                row.getString("organisation"),
                offers);
    }
}

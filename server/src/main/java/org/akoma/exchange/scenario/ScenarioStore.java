package org.akoma.exchange.scenario;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.database.Owner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which files a house has already, as its operator's command sees them: before a scenario is replayed into it. */
@Repository
class ScenarioStore {

    private final Owner owner;

    ScenarioStore(Owner owner) {
        this.owner = owner;
    }

    /**
     * Codes of the scenario that other children's files have.
     *
     * @param files of the scenario, by code
     */
    List<String> taken(Map<String, UUID> files) {
        return JdbcClient.create(owner.source())
                .sql("select code from cases.case_file where code = any(:codes) and id <> all(:ids) order by code")
                .param("codes", files.keySet().toArray(String[]::new))
                .param("ids", files.values().toArray(UUID[]::new))
                .query((row, n) -> row.getString(1))
                .list();
    }

    /** How many files are not of the scenario. */
    long strangers(Collection<UUID> files) {
        return JdbcClient.create(owner.source())
                .sql("select count(*) from cases.case_file where id <> all(:ids)")
                .param("ids", files.toArray(UUID[]::new))
                .query(Long.class)
                .single();
    }
}

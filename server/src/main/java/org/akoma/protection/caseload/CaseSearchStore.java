package org.akoma.protection.caseload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.protection.caseload.ListCases.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the search by name tokens: led by the caller's files, by the structure's tokens, or by the caller's other grants. */
@Repository
class CaseSearchStore {

    /** Candidates of a common name in a large structure that are ranked at all. */
    private static final int RANKED = 500;

    private final JdbcClient jdbc;

    CaseSearchStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param lead the rarest token that every match has: it leads the search of a whole structure
     * @param sounds a file must have them all
     * @param all the more it has, the nearer
     */
    record Question(UUID me, UUID us, Long lead, List<Long> sounds, List<Long> all, int limit) {}

    private record Hit(CaseLine line, int score) {}

    /** The nearest files of these scopes, each once. */
    List<CaseLine> find(List<Scope> scopes, Question question) {
        Map<UUID, Hit> hits = new LinkedHashMap<>();
        for (Scope scope : scopes)
            if (scope != Scope.ALL) for (Hit hit : hits(scope, question)) hits.putIfAbsent(hit.line.id(), hit);
        return hits.values().stream()
                .sorted(Comparator.comparingInt(Hit::score).reversed().thenComparing(hit -> hit.line.code()))
                .limit(question.limit)
                .map(Hit::line)
                .toList();
    }

    private List<Hit> hits(Scope scope, Question question) {
        Map<String, Object> params = new LinkedHashMap<>();
        String candidates = candidates(scope, question, params);
        params.put("all", question.all.toArray(Long[]::new));
        params.put("ranked", RANKED);
        params.put("limit", question.limit);
        return jdbc.sql("""
                        select f.*, p.code as worker_code, o.code as organisation_code, t.score, s.* from (
                            select c.file_id, (select count(*) from cases.name_token x
                                                where x.file_id = c.file_id and x.token = any (:all::bigint[])) as score
                              from (%s limit :ranked) c) t
                          cross join lateral (select x.* from cases.file_shown x where x.id = t.file_id offset 0) f %s
                          left join access.person p on p.id = f.worker_id left join access.organisation o on o.id = f.organisation_id
                         order by t.score desc, f.code limit :limit
                        """.formatted(candidates, CaseListStore.sight("f")))
                .params(params)
                .query((row, n) -> new Hit(CaseListStore.line(row), row.getInt("score")))
                .list();
    }

    private static String candidates(Scope scope, Question question, Map<String, Object> params) {
        return switch (scope) {
            case MINE -> ofFiles("worker_id", question, params);
            case TEAM -> ofFiles("supervisor_id", question, params);
            case ORGANISATION -> {
                params.put("us", question.us);
                params.put("lead", question.lead);
                yield "select a.file_id from cases.name_token a where a.token = :lead and a.organisation_id = :us"
                        + having("a.file_id", question, params);
            }
            case SHARED -> "select a.file_id from " + """
                    (select distinct g.file_id from access.held g where not g.own and g.reason <> 'SUPERVISION') a
                    where true""" + having("a.file_id", question, params);
            case ALL -> throw new IllegalArgumentException("Oversight knows no names");
        };
    }

    private static String ofFiles(String column, Question question, Map<String, Object> params) {
        params.put("me", question.me);
        return "select m.id as file_id from cases.case_file m where m." + column + " = :me"
                + having("m.id", question, params);
    }

    /** One probe a sound. OFFSET 0 keeps it a probe: the planner must not gather everybody's tokens first. */
    private static String having(String file, Question question, Map<String, Object> params) {
        List<String> probes = new ArrayList<>();
        for (int i = 0; i < question.sounds.size(); i++) {
            if (params.containsValue(question.sounds.get(i))) continue; // it leads
            params.put("sound" + i, question.sounds.get(i));
            probes.add(" and exists (select from cases.name_token t where t.file_id = " + file + " and t.token = :sound"
                    + i + " offset 0)");
        }
        return String.join("", probes);
    }
}

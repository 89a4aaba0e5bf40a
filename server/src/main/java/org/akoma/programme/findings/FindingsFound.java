package org.akoma.programme.findings;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.search.Finder;
import org.akoma.ground.search.FoundGroup;
import org.akoma.ground.search.SearchText;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Findings, recommendations and actions in the one search box, by their codes: of every mission that the actor reads, or of the one that is named. */
@Component
@Order(210)
class FindingsFound implements Finder {

    private final FindingStore store;

    FindingsFound(FindingStore store) {
        this.store = store;
    }

    /** @param mission code of its mission, which tells it from another one with the same code */
    record Coded(Kind kind, UUID id, String code, String mission, String words) {
        private String href() {
            return switch (kind) {
                case FINDING -> "/evaluations/" + mission + "/findings#" + code;
                case RECOMMENDATION -> "/recommendations/" + id;
                case ACTION -> "/actions/" + id;
            };
        }

        private FoundGroup.Hit hit() {
            return new FoundGroup.Hit(code, href(), mission + " – " + words, true);
        }
    }

    enum Kind {
        FINDING("findings"),
        RECOMMENDATION("recommendations"),
        ACTION("actions");

        private final String group;

        Kind(String group) {
            this.group = group;
        }
    }

    @Override
    public List<FoundGroup> find(Actor actor, SearchText text) {
        Set<String> codes = text.endings();
        if (!actor.may(Verb.FINDING_READ) || codes.isEmpty()) return List.of();
        List<Coded> found = store.coded(codes).stream()
                .filter(one -> text.means(one.mission(), one.code()))
                .toList();
        return Stream.of(Kind.values())
                .flatMap(kind ->
                        FoundGroup.of(
                                kind.group,
                                found.stream()
                                        .filter(one -> one.kind() == kind)
                                        .map(Coded::hit)
                                        .toList())
                                .stream())
                .toList();
    }
}

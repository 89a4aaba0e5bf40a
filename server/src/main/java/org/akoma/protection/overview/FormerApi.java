package org.akoma.protection.overview;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.RecentFactor;
import org.akoma.protection.cases.ItemList;
import org.akoma.protection.cases.PersonCodes;
import org.akoma.protection.identity.EarlierVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Earlier versions of what is written of a child. */
@RestController
@RequestMapping("/api/v1/cases/{code}/former")
class FormerApi {

    private final FormerRecords former;
    private final PersonCodes people;

    FormerApi(FormerRecords former, PersonCodes people) {
        this.former = former;
        this.people = people;
    }

    /** @param replacedBy code of the person who replaced it; null = the application itself, or a person whom the caller may not know */
    record Version(
            UUID id,
            int version,
            Map<String, @Nullable Object> fields,
            Instant replacedAt,
            @Nullable String replacedBy) {}

    @Operation(
            summary = "What exploitation, family, identity or tracing said before, newest first; the reading is"
                    + " journalled")
    @RecentFactor
    @GetMapping("/{record}")
    ResponseEntity<ItemList<Version>> read(Actor actor, @PathVariable String code, @PathVariable String record) {
        EarlierVersion.Kind kind = EarlierVersion.Kind.of(record).orElse(null);
        List<EarlierVersion> all =
                kind == null ? null : former.read(actor, code, kind).orElse(null);
        if (all == null) return Problem.notFound();
        Map<UUID, String> codes = people.of(
                actor,
                all.stream()
                        .map(EarlierVersion::replacedBy)
                        .filter(Objects::nonNull)
                        .toList());
        return ResponseEntity.ok(ItemList.of(all, one -> view(one, codes)));
    }

    private static Version view(EarlierVersion one, Map<UUID, String> codes) {
        UUID by = one.replacedBy();
        return new Version(
                one.recordId(), one.version(), one.fields(), one.replacedAt(), by == null ? null : codes.get(by));
    }
}

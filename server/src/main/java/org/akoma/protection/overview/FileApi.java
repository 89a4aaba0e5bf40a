package org.akoma.protection.overview;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.Explode;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.PastDays;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Section;
import org.akoma.ground.journal.HistoryFilter;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.web.ETag;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Deadline;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.Included;
import org.akoma.protection.cases.PersonCodes;
import org.akoma.protection.identity.Identities;
import org.akoma.protection.identity.IdentityForm;
import org.akoma.protection.shelters.Shelter;
import org.akoma.protection.shelters.Shelters;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A file as a whole, as JSON: the sections that the caller may see, and nothing else. */
@RestController
@RequestMapping("/api/v1/cases/{code}")
class FileApi {

    private static final int ENTRIES = 100;

    private final FileShell shell;
    private final FileOverviews overviews;
    private final Identities identities;
    private final PersonCodes people;
    private final Journal journal;
    private final Grants grants;
    private final ActorTransactions transactions;
    private final Shelters shelters;
    private final List<Included<?>> parts;
    private final Clock clock;

    FileApi(
            FileShell shell,
            FileOverviews overviews,
            Identities identities,
            PersonCodes people,
            Journal journal,
            Grants grants,
            ActorTransactions transactions,
            Shelters shelters,
            List<Included<?>> parts,
            Clock clock) {
        this.shell = shell;
        this.overviews = overviews;
        this.identities = identities;
        this.people = people;
        this.journal = journal;
        this.grants = grants;
        this.transactions = transactions;
        this.shelters = shelters;
        this.parts = List.copyOf(parts);
        this.clock = clock;
    }

    /** @param sections what the caller holds; parts of other sections, and what is not known, are left out */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            String code,
            CaseFile.@Nullable Status status,
            CaseFile.@Nullable Risk risk,
            String country,
            @Nullable String caseWorker,
            @Nullable String sex,
            @Nullable Integer ageAtRescue,
            @Nullable Boolean ageEstimated,
            @Nullable String care,
            @Nullable Set<Section> sections,
            @Nullable Standing standing,
            @Nullable Map<String, @Nullable Object> identity,
            FileOverview.@Nullable PlanInShort plan,
            @Nullable List<FileOverview.ConsentInShort> consents) {}

    /** The state of the case, for those who work on it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Standing(
            CaseFile.VictimStatus victimStatus,
            @Nullable String nationality,
            @Nullable String sector,
            @Nullable String pathway,
            Instant registeredAt,
            @Nullable Instant handedAt,
            @Nullable Instant assessedAt,
            @Nullable LocalDate planApprovedOn,
            @Nullable LocalDate reviewDue,
            @Nullable LocalDate nextVisitDue,
            @Nullable LocalDate lostSince,
            @Nullable Instant closedAt,
            List<Deadline> deadlines,
            FileOverview.@Nullable Unconfirmed conferenceUnconfirmed) {
        static Standing of(CaseFile f, FileOverview overview) {
            return new Standing(
                    f.victimStatus(),
                    f.nationality(),
                    f.sector(),
                    f.pathway(),
                    f.registeredAt(),
                    f.handedAt(),
                    f.assessedAt(),
                    f.planApprovedOn(),
                    f.reviewDue(),
                    f.nextVisitDue(),
                    f.lostSince(),
                    f.closedAt(),
                    overview.clocks(),
                    overview.unconfirmed());
        }
    }

    /**
     * The file with the parts that were asked for, under their names.
     *
     * @param parts the items that the part's own address answers; a part that is not found there is left out
     */
    record WithParts(View file, @JsonAnyGetter Map<String, List<?>> parts) {}

    /** {@code include}: parts of the file in the same answer, each as its own address answers it; the answer is then {@code {"file":…, "visits":[…]}}. */
    @Operation(summary = "include: parts of the file in the same answer, under their names beside file")
    @ApiResponse(
            responseCode = "200",
            description = "The file; with include, the file and the items of each part that its own address answers",
            content = @Content(schema = @Schema(oneOf = {View.class, WithParts.class})))
    @GetMapping
    ResponseEntity<?> read(
            Actor actor,
            @PathVariable String code,
            @Parameter(
                            description = "Names of parts, separated by commas: the last words of their own addresses",
                            explode = Explode.FALSE,
                            array =
                                    @ArraySchema(
                                            schema =
                                                    @Schema(
                                                            allowableValues = {
                                                                "alerts",
                                                                "notes",
                                                                "plans",
                                                                "referrals",
                                                                "services",
                                                                "visits"
                                                            })))
                    @RequestParam(defaultValue = "")
                    List<String> include) {
        List<Included<?>> asked =
                parts.stream().filter(part -> include.contains(part.name())).toList();
        if (asked.size() < Set.copyOf(include).size())
            return Problem.of(List.of(FieldError.of("include", "cases.include-unknown", String.join(", ", names()))));
        return shell.reading(actor, () -> {
            FileFrame frame = shell.find(actor, code).orElse(null);
            if (frame == null) return Problem.notFound();
            shell.remember(actor, frame);
            View view = view(actor, frame);
            ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
            // an alert is a change, and who merely looks after the child may be what it is about
            if (!frame.least()) answer.eTag(ETag.of(frame.file().version()));
            return answer.body(asked.isEmpty() ? view : new WithParts(view, included(actor, frame, asked)));
        });
    }

    private List<String> names() {
        return parts.stream().map(Included::name).sorted().toList();
    }

    private static Map<String, List<?>> included(Actor actor, FileFrame frame, List<Included<?>> asked) {
        Map<String, List<?>> included = new LinkedHashMap<>();
        for (Included<?> part : asked)
            part.included(actor, frame.code()).ifPresent(items -> included.put(part.name(), items));
        return included;
    }

    private View view(Actor actor, FileFrame frame) {
        CaseFile f = frame.file();
        boolean whole = frame.worksOnIt() && !frame.least();
        FileOverview overview = overviews.inShort(actor, frame);
        String worker = people.of(actor, List.of(f.workerId())).get(f.workerId());
        return new View(
                f.code(),
                frame.least() ? null : f.status(),
                frame.least() ? null : f.risk(),
                f.country(),
                worker == null ? null : worker.toLowerCase(java.util.Locale.ROOT),
                frame.worksOnIt() ? f.sex() : null,
                frame.worksOnIt() ? f.ageAtRescue() : null,
                frame.worksOnIt() ? f.ageEstimated() : null,
                frame.worksOnIt() && frame.holds(Section.PLACEMENT) ? f.care() : null,
                frame.sections(),
                whole ? Standing.of(f, overview) : null,
                identity(actor, frame),
                overview.plan(),
                whole && frame.holds(Section.FAMILY) ? overview.consents() : null);
    }

    /** Reading it is journalled; who merely looks after the child gets what they need for that. */
    private @Nullable Map<String, @Nullable Object> identity(Actor actor, FileFrame frame) {
        if (!frame.holds(Section.IDENTITY)) return null;
        return identities
                .reveal(actor, frame.file())
                .map(held -> IdentityForm.fields(held.identity()))
                .map(FileApi::known)
                .orElse(null);
    }

    private static Map<String, @Nullable Object> known(Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> known = new LinkedHashMap<>(fields);
        known.values().removeIf(value -> value == null);
        return known;
    }

    /**
     * @param act {@code room.what};
     * @param facts what changed, as the section allows
     */
    record EntryView(int seq, Instant at, String actor, String act, Section section, Map<?, ?> facts) {
        static EntryView of(Journal.JournalEntry e) {
            return new EntryView(e.seq(), e.at(), e.actorCode(), e.act(), e.section(), e.facts());
        }
    }

    record History(List<EntryView> items, @Nullable String next) {}

    /** Newest first. {@code cursor}: the sequence number that {@code next} gave. */
    @GetMapping("/history")
    ResponseEntity<History> history(Actor actor, @PathVariable String code, HttpServletRequest request) {
        Form form = Form.of(request.getParameterMap());
        Integer cursor = form.integer("cursor", 1, Integer.MAX_VALUE);
        Integer asked = form.integer("limit", 1, ENTRIES);
        HistoryFilter wanted = HistoryFilter.read(form);
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        FileFrame frame = working(actor, code);
        if (frame == null) return Problem.notFound();
        int limit = asked == null ? ENTRIES : asked;
        int before = cursor == null ? Integer.MAX_VALUE : cursor;
        List<Journal.JournalEntry> found =
                transactions.as(actor, () -> journal.history(frame.file().id(), wanted, before, limit + 1));
        shell.remember(actor, frame, "cases.history-read");
        List<EntryView> items = found.stream().limit(limit).map(EntryView::of).toList();
        String next = found.size() > limit ? String.valueOf(items.getLast().seq()) : null;
        return ResponseEntity.ok(new History(items, next));
    }

    record GrantView(
            UUID id,
            String grantee,
            Grant.Kind kind,
            Grant.Reason reason,
            Set<Section> sections,
            boolean mayWrite,
            Instant from,
            @Nullable Instant until,
            String givenBy) {
        static GrantView of(Grant.Shown shown, String grantee) {
            Grant g = shown.grant();
            return new GrantView(
                    g.id(),
                    grantee,
                    g.kind(),
                    g.reason(),
                    g.sections(),
                    g.mayWrite(),
                    g.from(),
                    g.until(),
                    shown.givenByCode());
        }
    }

    /** @param byRole who sees something of every file by their role: project managers codes and state, finance what is paid, custodians who reads; null of a past day */
    record GrantsView(List<GrantView> items, @Nullable List<Grant.ByRole> byRole) {}

    /**
     * Who can see the file, and why: running grants first; {@code asOf}: those that ran at the end of that day. Those who see the file by their
     * role are listed for today only.
     */
    @PastDays
    @GetMapping("/grants")
    ResponseEntity<GrantsView> grants(Actor actor, @PathVariable String code, HttpServletRequest request) {
        Form form = Form.of(request.getParameterMap());
        Instant then = form.endOfPastDay(PastDays.PARAMETER, LocalDate.now(clock));
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        FileFrame frame = working(actor, code);
        if (frame == null) return Problem.notFound();
        shell.remember(actor, frame, "cases.access-read");
        return transactions.as(
                actor,
                () -> ResponseEntity.ok(new GrantsView(
                        (then == null
                                        ? grants.of(frame.file().id())
                                        : grants.of(frame.file().id(), then))
                                .stream()
                                        .map(one -> GrantView.of(one, grantee(frame, one)))
                                        .toList(),
                        then == null ? grants.byRole() : null)));
    }

    /** Which shelter it is, is for who sees where the child lives. */
    private String grantee(FileFrame frame, Grant.Shown one) {
        boolean shelter = one.grant().kind() == Grant.Kind.UNIT && frame.holds(Section.PLACEMENT);
        return shelter ? shelters.find(one.grant().grantee()).map(Shelter::code).orElse("") : one.granteeCode();
    }

    private @Nullable FileFrame working(Actor actor, String code) {
        return shell.find(actor, code)
                .filter(frame -> frame.worksOnIt() && !frame.least() && !frame.proposed())
                .orElse(null);
    }
}

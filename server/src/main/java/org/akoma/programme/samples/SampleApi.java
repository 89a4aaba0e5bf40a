package org.akoma.programme.samples;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Submission;
import org.akoma.programme.evaluation.Mission;
import org.akoma.programme.evaluation.Missions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The sample of files of a mission, as JSON: study codes and coarse facts. */
@RestController
@RequestMapping("/api/v1/evaluations/{code}/sample")
class SampleApi {

    private final Samples samples;
    private final Missions missions;

    SampleApi(Samples samples, Missions missions) {
        this.samples = samples;
        this.missions = missions;
    }

    record GroupView(
            @Nullable String sex,
            @Nullable String ageGroup,
            @Nullable String pathway,
            int files,
            int drawn) {}

    record StudyFileView(
            String study,
            @Nullable String sex,
            @Nullable String ageGroup,
            @Nullable String pathway,
            @Nullable String country,
            @Nullable String care,
            String since,
            boolean closed) {
        static StudyFileView of(Sample.StudyFile one) {
            return new StudyFileView(
                    one.study(),
                    one.sex(),
                    one.ageGroup(),
                    one.pathway(),
                    one.country(),
                    one.care(),
                    one.since().toString(),
                    one.closed());
        }
    }

    record StudyEventView(
            String month,
            Sample.Part part,
            String kind,
            @Nullable String outcome,
            @Nullable String structure,
            Sample.@Nullable Factors factors) {}

    record ReplacedFileView(@Nullable String study, Sample.Why why, Instant at, String by) {}

    record SampleView(
            UUID id,
            int number,
            Sample.State state,
            String seed,
            Sample.Way way,
            int size,
            List<String> readers,
            List<String> interviewers,
            @Nullable String training,
            LocalDate lastDay,
            LocalDate readsUntil,
            int mayReplace,
            boolean waits,
            int eligible,
            int drawn,
            List<GroupView> groups,
            List<StudyFileView> files,
            List<ReplacedFileView> replaced) {}

    record StudyView(StudyFileView file, List<StudyEventView> events) {}

    record InsteadView(String study) {}

    @Operation(
            summary =
                    "The sample of a mission, for its team and the data protection officer; its files, for its readers once a second person has confirmed it")
    @GetMapping
    ResponseEntity<SampleView> one(Actor actor, @PathVariable String code) {
        Mission mission = missions.find(actor, code)
                .filter(of -> Samples.isRead(actor, of))
                .orElse(null);
        if (mission == null) return Problem.notFound();
        return samples.of(actor, mission)
                .map(sample -> ResponseEntity.ok(view(actor, mission, sample)))
                .orElseGet(Problem::notFound);
    }

    private SampleView view(Actor actor, Mission mission, Sample one) {
        return new SampleView(
                one.id(),
                one.number(),
                one.state(),
                one.seed(),
                one.way(),
                one.size(),
                one.reading().readers(),
                one.reading().interviewers(),
                one.reading().training(),
                one.reading().lastDay(),
                one.lastReading(mission),
                one.reading().mayReplace(),
                one.waits(),
                one.eligible(),
                one.drawn(),
                samples.groups(actor, one).stream()
                        .map(g -> new GroupView(g.sex(), g.ageGroup(), g.pathway(), g.files(), g.drawn()))
                        .toList(),
                samples.files(actor, mission).stream().map(StudyFileView::of).toList(),
                samples.replaced(actor, mission).stream()
                        .map(r -> new ReplacedFileView(r.study(), r.why(), r.at(), r.by()))
                        .toList());
    }

    @Operation(
            summary =
                    "Have a sample drawn, under an id of the caller's; by who leads the mission. The data protection officer confirms it")
    @ApiResponse(responseCode = "201", description = "The sample, without files", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<SampleView> propose(Actor actor, @PathVariable String code, Submission<ProposeSample> submission) {
        return Answer.json(
                submission,
                input -> samples.propose(actor, code, input),
                HttpStatus.CREATED,
                done -> view(actor, missions.find(actor, code).orElseThrow(), done));
    }

    @Operation(
            summary =
                    "Ask the second person anew about the same files, for the team and the days of the mission as they are now; by who leads it")
    @ApiResponse(responseCode = "201", description = "The sample", useReturnTypeSchema = true)
    @PostMapping("/renewal")
    ResponseEntity<SampleView> renew(Actor actor, @PathVariable String code, Submission<RenewSample> submission) {
        return Answer.json(
                submission,
                input -> samples.renew(actor, code, input),
                HttpStatus.CREATED,
                done -> view(actor, missions.find(actor, code).orElseThrow(), done));
    }

    @Operation(summary = "A sampled file: what help came when, visits, indexes and kinds of places, by the month")
    @GetMapping("/files/{study}")
    ResponseEntity<StudyView> study(Actor actor, @PathVariable String code, @PathVariable String study) {
        Mission mission = missions.find(actor, code).filter(Mission::member).orElse(null);
        if (mission == null) return Problem.notFound();
        return samples.study(actor, mission, study)
                .map(one -> ResponseEntity.ok(new StudyView(
                        StudyFileView.of(one.file()),
                        one.events().stream()
                                .map(e -> new StudyEventView(
                                        e.month().toString(),
                                        e.part(),
                                        e.kind(),
                                        e.outcome(),
                                        e.structure(),
                                        e.factors()))
                                .toList())))
                .orElseGet(() -> samples.isEnded(actor, mission)
                        ? Problem.of(HttpStatus.GONE, "evaluation.sample-ended")
                        : Problem.notFound());
    }

    @Operation(summary = "Replace a file that cannot be read by the next one of its group; answers its study code")
    @ApiResponse(responseCode = "201", description = "The file that is read instead", useReturnTypeSchema = true)
    @PostMapping("/files/{study}/replacement")
    ResponseEntity<InsteadView> replace(
            Actor actor, @PathVariable String code, @PathVariable String study, Submission<ReplaceFile> submission) {
        return Answer.json(
                submission, input -> samples.replace(actor, code, study, input), HttpStatus.CREATED, InsteadView::new);
    }
}

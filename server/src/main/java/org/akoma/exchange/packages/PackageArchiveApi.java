package org.akoma.exchange.packages;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.signin.FactorAgain;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Packages of several children for one authority. */
@RestController
@RequestMapping("/api/v1/packages")
class PackageArchiveApi {

    private final PackageArchives archives;
    private final CallBacks callBacks;

    PackageArchiveApi(PackageArchives archives, CallBacks callBacks) {
        this.archives = archives;
        this.callBacks = callBacks;
    }

    /** @param state READY: it would be in the next package; otherwise why not */
    record ChildView(
            String code,
            HandedChild.State state,
            boolean minimum,
            @Nullable Instant until) {
        static ChildView of(HandedChild one) {
            return new ChildView(one.code(), one.state(), one.minimum(), one.until());
        }

        static List<ChildView> of(List<HandedChild> all) {
            return all.stream().map(ChildView::of).toList();
        }
    }

    record ReceiverView(String to, List<ChildView> children) {}

    record ArchiveView(
            UUID id, String to, Instant madeAt, Instant until, String sha256, List<String> children, boolean awaited) {
        static ArchiveView of(PackageArchive one) {
            return new ArchiveView(
                    one.id(), one.to(), one.madeAt(), one.until(), one.sha256(), one.children(), one.awaited());
        }
    }

    /** @param made by the caller, newest first */
    record BoardView(List<ReceiverView> items, List<ArchiveView> made) {
        static BoardView of(PackageArchives.Board board) {
            return new BoardView(
                    board.receivers().stream()
                            .map(one -> new ReceiverView(one.to(), ChildView.of(one.children())))
                            .toList(),
                    board.made().stream().map(ArchiveView::of).toList());
        }
    }

    /**
     * @param children codes of the files asked for, or in the package
     * @param leftOut those of the authority that are not, and why
     */
    record TogetherView(UUID id, String to, List<String> children, List<ChildView> leftOut) {
        static TogetherView of(PackageArchives.Together one) {
            return new TogetherView(one.id(), one.to(), one.children(), ChildView.of(one.leftOut()));
        }
    }

    /** The children whom authorities have accepted, by authority, and the packages that the caller made. */
    @GetMapping
    ResponseEntity<BoardView> board(Actor actor) {
        return Answer.json(archives.board(actor), HttpStatus.OK, BoardView::of);
    }

    /** Asks for each child of one authority for whom nothing is asked; each waits for a supervisor. */
    @ApiResponse(responseCode = "201", description = "They wait for a supervisor", useReturnTypeSchema = true)
    @PostMapping("/requests")
    ResponseEntity<TogetherView> ask(Actor actor, Submission<AskTogether> submission) {
        return Answer.json(submission, command -> archives.ask(actor, command), HttpStatus.CREATED, TogetherView::of);
    }

    /** Makes one package of all children of one authority for whom it was agreed to. */
    @ApiResponse(responseCode = "201", description = "It can be taken", useReturnTypeSchema = true)
    @PostMapping("/archives")
    ResponseEntity<TogetherView> pack(Actor actor, Submission<PackTogether> submission) {
        return Answer.json(submission, command -> archives.pack(actor, command), HttpStatus.CREATED, TogetherView::of);
    }

    /** The encrypted file, for who made it and has no second factor, until its time is over. Each time is journalled on the file of each child. */
    @GetMapping("/archives/{id}/file")
    ResponseEntity<byte[]> file(Actor actor, @PathVariable UUID id) {
        return Answer.json(archives.take(actor, id, null), one -> PackageApi.file(one.name(), one.bytes()));
    }

    /** The same, of who has a second factor: with its six digits again. */
    @PostMapping("/archives/{id}/file")
    ResponseEntity<byte[]> take(Actor actor, @PathVariable UUID id, Submission<FactorAgain.Show> submission) {
        return Answer.json(
                submission,
                shown -> archives.take(actor, id, shown.secondFactor()),
                one -> PackageApi.file(one.name(), one.bytes()));
    }

    /** @param file code of the child's file */
    record LeftView(String file, PackageApi.View sent) {}

    record LeftPage(List<LeftView> items) {}

    /** The packages that left this house, newest first, for the data protection officer. */
    @GetMapping("/left")
    ResponseEntity<LeftPage> left(Actor actor) {
        return Answer.json(
                callBacks.left(actor),
                HttpStatus.OK,
                all -> new LeftPage(all.stream()
                        .map(one -> new LeftView(one.code(), PackageApi.View.of(one.sent())))
                        .toList()));
    }

    /** Calls a package back that somebody downloaded, as the data protection officer. */
    @PostMapping("/{id}/call-back")
    ResponseEntity<PackageApi.View> callBack(
            Actor actor, @PathVariable UUID id, Submission<CallBacks.Call> submission) {
        return Answer.json(
                submission, command -> callBacks.call(actor, id, command), HttpStatus.OK, PackageApi.View::of);
    }

    /** The signed file that says so to the authority, for the officer who called it back. Each time is journalled. */
    @GetMapping("/{id}/call-back")
    ResponseEntity<byte[]> callBackFile(Actor actor, @PathVariable UUID id) {
        return Answer.json(callBacks.file(actor, id), one -> PackageApi.file(one.name(), one.bytes()));
    }
}

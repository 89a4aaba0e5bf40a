package org.akoma.exchange.packages;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.Problem;
import org.akoma.exchange.dossiers.Dossier;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.RecentFactor;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.signin.FactorAgain;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.ItemList;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Packages for authorities with a house of their own: asked for, taken, imported, and their receipts. */
@RestController
@RequestMapping("/api/v1")
class PackageApi {

    private final Packages packages;
    private final ReceivedPackages received;
    private final PackageReceipts receipts;
    private final CallBacks callBacks;

    PackageApi(Packages packages, ReceivedPackages received, PackageReceipts receipts, CallBacks callBacks) {
        this.callBacks = callBacks;
        this.packages = packages;
        this.received = received;
        this.receipts = receipts;
    }

    /**
     * @param receivedAs the file's code at the authority; null = no receipt came back
     * @param calledBackAt null = nobody called it back
     * @param callBackAnswer what came of it at the authority; null = no receipt of the call-back came back
     * @param callBackAnsweredAt when it was read there, as its house signed
     */
    record View(
            UUID id,
            String to,
            Purpose purpose,
            boolean minimum,
            SentPackage.State state,
            String askedBy,
            Instant askedAt,
            @Nullable String decidedBy,
            @Nullable Instant until,
            @Nullable String sha256,
            List<SentPackage.Taken> taken,
            @Nullable Instant receivedAt,
            @Nullable String receivedAs,
            @Nullable Instant calledBackAt,
            CallBacks.@Nullable Why calledBackFor,
            CallBackReceipts.@Nullable State callBackAnswer,
            @Nullable Instant callBackAnsweredAt) {
        static View of(SentPackage one) {
            SentPackage.Receipt receipt = one.receipt();
            SentPackage.CalledBack called = one.calledBack();
            return new View(
                    one.id(),
                    one.to(),
                    one.purpose(),
                    one.minimum(),
                    one.state(),
                    one.asker(),
                    one.askedAt(),
                    one.decider(),
                    one.until(),
                    one.sha256(),
                    one.taken(),
                    receipt == null ? null : receipt.at(),
                    receipt == null ? null : receipt.as(),
                    called == null ? null : called.at(),
                    called == null ? null : called.reason(),
                    called == null ? null : called.answer(),
                    called == null ? null : called.answeredAt());
        }
    }

    /**
     * @param to code of the authority that would get one now; null = the file is handed over to nobody
     * @param keyKnown whether a key of that authority was confirmed
     * @param items newest first
     */
    record StandingView(
            @Nullable String to,
            @Nullable Boolean minimum,
            @Nullable Boolean keyKnown,
            List<View> items) {
        static StandingView of(Packages.Standing standing) {
            PackageStore.Ready ready = standing.ready();
            return new StandingView(
                    ready == null ? null : ready.receiver(),
                    ready == null ? null : ready.minimum(),
                    ready == null ? null : ready.keyKnown(),
                    standing.all().stream().map(View::of).toList());
        }
    }

    /** The packages of a file. The reading is journalled. */
    @GetMapping("/cases/{code}/packages")
    ResponseEntity<StandingView> standing(Actor actor, @PathVariable String code) {
        return ApiResponses.of(packages.of(actor, code), one -> ResponseEntity.ok(StandingView.of(one)));
    }

    /** Asks for one; a supervisor agrees. */
    @ApiResponse(responseCode = "201", description = "It waits for a supervisor", useReturnTypeSchema = true)
    @PostMapping("/cases/{code}/packages")
    ResponseEntity<View> ask(Actor actor, @PathVariable String code, Submission<AskPackage> submission) {
        return ApiResponses.created(submission, command -> packages.ask(actor, code, command), View::of);
    }

    /** The encrypted file, for who asked for it and has no second factor, until its time is over. Each time is journalled. */
    @GetMapping("/cases/{code}/packages/{id}/file")
    ResponseEntity<byte[]> file(Actor actor, @PathVariable String code, @PathVariable UUID id) {
        return ApiResponses.of(packages.take(actor, code, id, null), one -> file(one.name(), one.bytes()));
    }

    /** The same, of who has a second factor: with its six digits again. */
    @PostMapping("/cases/{code}/packages/{id}/file")
    ResponseEntity<byte[]> take(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<FactorAgain.Show> submission) {
        return ApiResponses.of(
                submission,
                shown -> packages.take(actor, code, id, shown.secondFactor()),
                one -> file(one.name(), one.bytes()));
    }

    /** Calls a package back that somebody downloaded: here it is over at once. */
    @PostMapping("/cases/{code}/packages/{id}/call-back")
    ResponseEntity<View> callBack(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<CallBacks.Call> submission) {
        return ApiResponses.of(
                submission,
                command -> callBacks.call(actor, code, id, command),
                one -> ResponseEntity.ok(View.of(one)));
    }

    /** The signed file that says so to the authority, encrypted. Each time is journalled. */
    @GetMapping("/cases/{code}/packages/{id}/call-back")
    ResponseEntity<byte[]> callBackFile(Actor actor, @PathVariable String code, @PathVariable UUID id) {
        return ApiResponses.of(callBacks.file(actor, code, id), one -> file(one.name(), one.bytes()));
    }

    /**
     * @param file code of the file that was made of the package here; null = none was, or it is none of the package any more
     * @param receipt for the sender, encrypted, Base64
     */
    record CallBackView(
            CallBackReceipts.State state, @Nullable String file, String receipt) {}

    /** A partner calls a package back, as the body. */
    @PostMapping(path = "/packages/call-backs", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<CallBackView> calledBack(Actor actor, @RequestBody byte[] file) {
        return switch (callBacks.read(actor, file)) {
            case CallBacks.Result.Read(CallBackReceipts.State state, String code, byte[] receipt) ->
                ResponseEntity.ok(
                        new CallBackView(state, code, Base64.getEncoder().encodeToString(receipt)));
            case CallBacks.Result.Shown shown -> throw new IllegalStateException("Read, not shown");
            case CallBacks.Result.Refused(String code) -> Problem.of(List.of(FieldError.of("file", code)));
            case CallBacks.Result.Forbidden() -> Problem.forbidden();
        };
    }

    static ResponseEntity<byte[]> file(String name, byte[] bytes) {
        return file(name, MediaType.APPLICATION_OCTET_STREAM, bytes);
    }

    static ResponseEntity<byte[]> file(String name, MediaType type, byte[] bytes) {
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(type)
                .body(bytes);
    }

    /** @param receipt for the sender, encrypted, Base64; null = no file was made */
    record ImportView(PackageContents contents, @Nullable String receipt) {}

    /**
     * A package as the part {@code file}. 200 shown, 201 files were made, with what became of each child; 409 {@code packages.maybe-known}: none was, and files
     * have names that sound alike; 422 with the reason: none was. {@code otherChild}: codes, as sent, of children who are others than those. 409 {@code packages.again}:
     * the child is here by an earlier package of the sender; {@code again}: codes, as sent, of whom what came along gives way to what comes now.
     */
    @Operation(hidden = true) // described as the file itself: generators of clients read one kind of body
    @PostMapping(path = "/packages/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<ImportView> ofPart(
            Actor actor,
            @RequestParam MultipartFile file,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "") Set<String> otherChild,
            @RequestParam(defaultValue = "") Set<String> again)
            throws IOException {
        return taken(actor, bytes(file), dryRun, new ReceivedPackages.Answers(otherChild, again));
    }

    /** The same with the package as the body, where it is not larger than other bodies may be. */
    @ApiResponse(responseCode = "201", description = "A file was made", useReturnTypeSchema = true)
    @PostMapping(path = "/packages/import", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<ImportView> ofBody(
            Actor actor,
            @RequestBody byte[] file,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "") Set<String> otherChild,
            @RequestParam(defaultValue = "") Set<String> again) {
        return taken(actor, file, dryRun, new ReceivedPackages.Answers(otherChild, again));
    }

    static byte[] bytes(MultipartFile file) throws IOException {
        try (InputStream in = file.getInputStream()) {
            return in.readNBytes(SealedFile.MOST_BYTES + 1);
        }
    }

    private ResponseEntity<ImportView> taken(
            Actor actor, byte[] file, boolean dryRun, ReceivedPackages.Answers answers) {
        ReceivedPackages.Result result =
                dryRun ? received.show(actor, file) : received.take(actor, file, answers, one -> {});
        return switch (result) {
            case ReceivedPackages.Result.Shown(PackageContents contents) ->
                ResponseEntity.ok(new ImportView(contents, null));
            case ReceivedPackages.Result.Taken(PackageContents contents, byte[] receipt)
            when receipt != null ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .body(new ImportView(contents, Base64.getEncoder().encodeToString(receipt)));
            case ReceivedPackages.Result.Taken(PackageContents contents, var _) -> noneMade(contents);
            case ReceivedPackages.Result.Refused(String code) -> Problem.of(List.of(FieldError.of("file", code)));
            case ReceivedPackages.Result.Forbidden() -> Problem.forbidden();
        };
    }

    /** Says of each child why no file was made of it. */
    private static <T> ResponseEntity<T> noneMade(PackageContents contents) {
        boolean alike = !contents.in(PackageContents.State.MAYBE_KNOWN).isEmpty();
        boolean erased = !contents.in(PackageContents.State.ERASED).isEmpty();
        boolean again = !contents.in(PackageContents.State.AGAIN).isEmpty();
        boolean asked = alike || again || erased;
        ProblemDetail refused = Problem.detail(
                asked ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT,
                alike
                        ? "packages.maybe-known"
                        : again ? "packages.again" : erased ? "packages.erased" : "form.invalid");
        if (!asked)
            refused.setProperty(
                    "errors",
                    List.of(FieldError.of(
                            "file",
                            Objects.requireNonNull(
                                    contents.children().getFirst().reason()))));
        refused.setProperty("children", contents.children());
        return Problem.instead(ResponseEntity.of(refused).build());
    }

    /** @param refused children of the receipt whose loop is not closed by it, each with the code of the reason */
    record ReceiptView(List<View> items, Map<UUID, String> refused) {}

    /** A receipt that came back, as the body: the packages that it answers. */
    @PostMapping(path = "/packages/receipts", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<ReceiptView> receipt(Actor actor, @RequestBody byte[] file) {
        return switch (receipts.read(actor, file)) {
            case PackageReceipts.Result.Read(List<SentPackage> answered, Map<UUID, String> refused) ->
                ResponseEntity.ok(
                        new ReceiptView(answered.stream().map(View::of).toList(), refused));
            case PackageReceipts.Result.CallBackAnswered(SentPackage sent) ->
                ResponseEntity.ok(new ReceiptView(List.of(View.of(sent)), Map.of()));
            case PackageReceipts.Result.Refused(String code) -> Problem.of(List.of(FieldError.of("file", code)));
            case PackageReceipts.Result.Forbidden() -> Problem.forbidden();
        };
    }

    /**
     * @param acceptedBy null = nobody has said yet that this structure answers for the child
     * @param calledBack null = its sender did not call it back, as far as is known here
     */
    record OriginView(
            UUID id,
            String from,
            String sentAs,
            Purpose purpose,
            boolean minimum,
            Instant madeAt,
            String importedBy,
            Instant importedAt,
            @Nullable String acceptedBy,
            @Nullable Instant acceptedAt,
            ReceivedPackage.@Nullable CalledBack calledBack) {
        static OriginView of(ReceivedPackage one) {
            return new OriginView(
                    one.id(),
                    one.from(),
                    one.sentAs(),
                    one.purpose(),
                    one.minimum(),
                    one.madeAt(),
                    one.importedBy(),
                    one.importedAt(),
                    one.acceptedBy(),
                    one.acceptedAt(),
                    one.calledBack());
        }
    }

    /** The package that the file was made of; 404 where it was not. */
    @GetMapping("/cases/{code}/origin")
    ResponseEntity<OriginView> origin(Actor actor, @PathVariable String code) {
        return ApiResponses.of(received.of(actor, code), one -> ResponseEntity.ok(OriginView.of(one)));
    }

    /** The record that came with it, as it came. */
    @RecentFactor
    @GetMapping("/cases/{code}/origin/record")
    ResponseEntity<byte[]> record(Actor actor, @PathVariable String code) {
        return ApiResponses.of(
                received.record(actor, code), bytes -> file(code + ".json", MediaType.APPLICATION_JSON, bytes));
    }

    /** The texts of the file that a package would leave out now, with the word for which: none of each leaves. */
    @RecentFactor
    @GetMapping("/cases/{code}/packages/left-out")
    ResponseEntity<ItemList<Dossier.LeftOut>> leftOut(Actor actor, @PathVariable String code) {
        return ApiResponses.of(
                packages.preview(actor, code.toUpperCase(Locale.ROOT)),
                dossier -> ResponseEntity.ok(new ItemList<>(dossier.leftOut())));
    }

    /** The receipt of its call-back for the sender, as it is by now: where a second person was asked, with the verdict. */
    @GetMapping("/cases/{code}/origin/call-back/receipt")
    ResponseEntity<byte[]> callBackReceipt(Actor actor, @PathVariable String code) {
        return ApiResponses.of(callBacks.receipt(actor, code), bytes -> file(code + ".call-back.receipt.age", bytes));
    }

    /** The receipt for the sender, again. */
    @GetMapping("/cases/{code}/origin/receipt")
    ResponseEntity<byte[]> ownReceipt(Actor actor, @PathVariable String code) {
        return ApiResponses.of(received.receipt(actor, code), bytes -> file(code + ".receipt.age", bytes));
    }

    /** This structure answers for the child from now on; no body. */
    @PostMapping("/cases/{code}/origin/acceptance")
    ResponseEntity<OriginView> accept(Actor actor, @PathVariable String code) {
        return ApiResponses.of(received.accept(actor, code), one -> ResponseEntity.ok(OriginView.of(one)));
    }
}

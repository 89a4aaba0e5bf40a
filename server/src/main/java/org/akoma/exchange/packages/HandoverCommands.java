package org.akoma.exchange.packages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.Command;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.people.Provisioning;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@code ./akoma handover key|rotate|import|receipt}: this house's open half, a new one, a package that came, and a receipt that came back. An import acts as the first case
 * supervisor by code of the structure that the package is for, a receipt is read for the first data protection officer.
 */
@Configuration(proxyBeanMethods = false)
class HandoverCommands {

    @Bean
    Command handoverKey(HouseKeys house) {
        return new OwnKey(house);
    }

    @Bean
    Command handoverRotate(RotateOwnKey rotation) {
        return new Rotate("handover rotate", false, rotation);
    }

    @Bean
    Command handoverRotateLost(RotateOwnKey rotation) {
        return new Rotate("handover rotate-lost", true, rotation);
    }

    @Bean
    Command handoverImport(ReceivedPackages received, Provisioning provisioning, MessageSource texts) {
        return new Import(received, provisioning, texts);
    }

    @Bean
    Command handoverReceipt(PackageReceipts receipts, Provisioning provisioning, MessageSource texts) {
        return new Receipt(receipts, provisioning, texts);
    }

    private record OwnKey(HouseKeys house) implements Command {
        @Override
        public String name() {
            return "handover key";
        }

        @Override
        public int run(Order order) {
            List<HouseKeys.Own> all = house.all();
            show(order, all.getFirst().open());
            for (HouseKeys.Own one : all.subList(1, all.size()))
                order.out()
                        .println(
                                "former key " + one.number() + " (" + one.open().fingerprint() + "): "
                                        + switch (one.state()) {
                                            case LOST -> "lost, opens nothing";
                                            case OVER -> "opens nothing since " + one.until();
                                            case RUNNING, REPLACED -> "opens packages until " + one.until();
                                        });
            return 0;
        }
    }

    private record Rotate(String name, boolean lost, RotateOwnKey rotation) implements Command {
        @Override
        public int run(Order order) {
            RotateOwnKey.Made made = rotation.go(lost);
            if (made == null) {
                order.err().println("Keys are made on the host whose logins.properties has the line akoma_migrator.");
                return 1;
            }
            show(order, made.open());
            order.out()
                    .println(
                            "Copy " + made.file()
                                    + " to where the copy of the keys is kept and to every other host, and keep the old files.");
            order.out()
                    .println(
                            lost
                                    ? "What is encrypted to a former key is refused from now on. Tell each partner at once to say that the former key is lost."
                                    : "The former key opens packages until " + made.until() + ".");
            order.out()
                    .println(
                            made.partners().isEmpty()
                                    ? "No partner knows a key of this house by a key of its own."
                                    : "Give the line to each partner, and read the fingerprint to them by telephone: "
                                            + String.join(", ", made.partners()) + ".");
            return 0;
        }
    }

    private static void show(Command.Order order, PublicHalf open) {
        order.out().println(open.text());
        order.out().println("fingerprint: " + open.fingerprint());
    }

    private static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(SealedFile.MOST_BYTES + 1);
        }
    }

    /** The code for programs, the sentence for people. */
    private static int refuse(Command.Order order, MessageSource texts, String code) {
        return refuse(order, texts, code, "");
    }

    /** @param about the child's code, where it is about one */
    private static int refuse(Command.Order order, MessageSource texts, String code, String about) {
        order.err().println(about + code + ": " + texts.getMessage("error." + code, null, code, Locale.ENGLISH));
        return 1;
    }

    private record Import(ReceivedPackages received, Provisioning provisioning, MessageSource texts)
            implements Command {

        @Override
        public String name() {
            return "handover import";
        }

        @Override
        public int run(Order order) {
            Path file = order.file().orElseThrow();
            try {
                byte[] bytes = read(file);
                Actor actor = importer(bytes);
                if (actor == null) {
                    order.err().println("Nobody there is a case supervisor yet: the files would belong to nobody.");
                    return 1;
                }
                return order.dryRun()
                        ? tell(order, received.show(actor, bytes), file, actor)
                        : tell(order, received.take(actor, bytes, order.codes(), one -> say(order, one)), file, actor);
            } catch (IOException e) {
                order.err().println("Cannot read " + file + ", or write beside it: " + e.getMessage());
                return 1;
            }
        }

        /** The first supervisor by code: of the structure that the package names, or of all where it names none of this house. */
        private @Nullable Actor importer(byte[] bytes) {
            Actor first = provisioning.firstWith(Role.CASE_SUPERVISOR);
            if (first == null) return null;
            Optional<String> structure = received.addressee(first, bytes);
            return structure.isEmpty() ? first : provisioning.firstWith(Role.CASE_SUPERVISOR, structure.get());
        }

        private static Path receiptOf(Order order, Path file) {
            return order.request()
                    .map(Path::of)
                    .orElseGet(() -> file.resolveSibling(file.getFileName() + ".receipt.age"));
        }

        private int tell(Order order, ReceivedPackages.Result result, Path file, Actor actor) throws IOException {
            return switch (result) {
                case ReceivedPackages.Result.Shown(PackageContents contents) -> {
                    say(order, contents);
                    yield 0;
                }
                case ReceivedPackages.Result.Taken(PackageContents contents, byte[] receipt) ->
                    made(order, contents, receipt, receiptOf(order, file), actor);
                case ReceivedPackages.Result.Refused(String code) -> refuse(order, texts, code);
                case ReceivedPackages.Result.Forbidden() -> {
                    order.err().println(actor.code() + " may not import files.");
                    yield 1;
                }
            };
        }

        /** 0 where a file of each child is here now. */
        private static int made(Order order, PackageContents contents, byte @Nullable [] receipt, Path to, Actor actor)
                throws IOException {
            List<PackageContents.Child> made = contents.in(PackageContents.State.MADE);
            if (receipt != null) {
                order.out()
                        .println(actor.code() + " follows what was made until it is assigned, and it waits for the word"
                                + " of who supervises it that your structure answers for the child.");
                write(order, to, receipt, made);
            }
            if (!contents.in(PackageContents.State.MAYBE_KNOWN).isEmpty())
                order.err()
                        .println(
                                "Compare, and if it is another child run the command again with --other-child and the code that was sent.");
            int here = made.size() + contents.in(PackageContents.State.KNOWN).size();
            order.out()
                    .println(made.size() + " of " + contents.children().size() + " files were made, " + here
                            + " are here.");
            return here == contents.children().size() ? 0 : 1;
        }

        private static void write(Order order, Path receipt, byte[] bytes, List<PackageContents.Child> made)
                throws IOException {
            try {
                Files.write(receipt, bytes, StandardOpenOption.CREATE_NEW);
                order.out().println("Send the receipt back: " + receipt);
            } catch (FileAlreadyExistsException there) {
                order.err()
                        .println("The receipt was not written, because " + receipt
                                + " is there. Take it from the pages of the files "
                                + String.join(
                                        ", ",
                                        made.stream()
                                                .map(one -> String.valueOf(one.code()))
                                                .toList()) + ".");
            }
        }

        /** What became of one child, as soon as it is known. */
        private void say(Order order, PackageContents.Child one) {
            if (one.code() != null)
                order.out().println(one.sentAs() + ": " + one.code() + " is the file of the child.");
            else {
                refuse(order, texts, String.valueOf(one.reason()), one.sentAs() + ": ");
                one.alike().forEach(order.err()::println);
            }
            order.out().flush();
        }

        private void say(Order order, PackageContents held) {
            order.out().println("package      " + held.id());
            order.out().println("from         " + held.from() + " (key " + held.fingerprint() + ")");
            order.out().println("made         " + held.madeAt() + ", expires " + held.expiresAt());
            for (PackageContents.Child one : held.children()) {
                order.out()
                        .println("child        " + one.sentAs() + ", " + one.sex()
                                + (one.age() == null ? "" : ", " + one.age() + " years at rescue") + ", lives in "
                                + one.country());
                order.out().println("             " + one.purpose() + (one.minimum() ? ", the minimum only" : ""));
                one.parts().forEach((part, count) -> order.out().println("             " + part + ": " + count));
                if (one.reason() != null) refuse(order, texts, one.reason(), one.sentAs() + ": ");
            }
        }
    }

    private record Receipt(PackageReceipts receipts, Provisioning provisioning, MessageSource texts)
            implements Command {
        @Override
        public String name() {
            return "handover receipt";
        }

        @Override
        public int run(Order order) {
            Actor actor = provisioning.firstWith(Role.DATA_PROTECTION_OFFICER);
            if (actor == null) {
                order.err().println("Nobody in this house is a data protection officer yet.");
                return 1;
            }
            Path file = order.file().orElseThrow();
            try {
                return switch (receipts.read(actor, HandoverCommands.read(file))) {
                    case PackageReceipts.Result.Read(List<SentPackage> answered, Map<UUID, String> refused) -> {
                        answered.forEach(one -> say(order, one));
                        refused.forEach((id, code) -> HandoverCommands.refuse(order, texts, code, id + ": "));
                        yield refused.isEmpty() ? 0 : 1;
                    }
                    case PackageReceipts.Result.Refused(String code) -> refuse(order, texts, code);
                    case PackageReceipts.Result.Forbidden() -> refuse(order, texts, "packages.unknown-package");
                };
            } catch (IOException e) {
                order.err().println("Cannot read " + file + ": " + e.getMessage());
                return 1;
            }
        }

        private static void say(Order order, SentPackage answered) {
            SentPackage.Receipt said = java.util.Objects.requireNonNull(answered.receipt());
            order.out()
                    .println("Package " + answered.id() + " arrived at " + answered.to() + " at " + said.at()
                            + "; the child's file there is " + said.as() + ".");
        }
    }
}

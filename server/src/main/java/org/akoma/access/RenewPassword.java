package org.akoma.access;

/** Another person's password is renewed by an administrator. */
final class RenewPassword {

    private RenewPassword() {}

    sealed interface Result {
        /** The password works once; it is shown now and never again. */
        record Renewed(String oneTimePassword) implements Result {
            @Override
            public String toString() {
                return "Renewed[]";
            }
        }

        record NotFound() implements Result {}

        record Forbidden() implements Result {}

        record ToOneself() implements Result {}

        /** Of a data protection officer of the founding who was never here: the next start tells the operator another one. */
        record AtTheNextStart() implements Result {}
    }
}

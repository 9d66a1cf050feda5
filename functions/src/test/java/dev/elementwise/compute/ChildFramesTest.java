package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What a child tells its worker. */
final class ChildFramesTest {

    @Test
    void elementsEndIsReadAsItWasWritten() throws IOException {
        Outcome outcome = Outcome.value(7, "\"ü\"").taking(1_234_567);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ChildFrames.write(new DataOutputStream(bytes), new Child.Report.Ended(3, outcome));
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));

        assertThat(in.readUnsignedByte()).isEqualTo(ChildFrames.ENDED);
        Child.Report.Ended read = ChildFrames.readEnded(in);

        assertThat(read.position()).isEqualTo(3);
        assertThat(read.outcome()).usingRecursiveComparison().isEqualTo(outcome);
        assertThat(in.read()).as("the end").isEqualTo(-1);
    }
}

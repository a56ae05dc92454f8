package onetrip;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.bouncycastle.jcajce.provider.asymmetric.x509.CertificateFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.ofdrw.converter.ImageMaker;
import org.ofdrw.gm.ses.v4.SES_Signature;
import org.ofdrw.gm.ses.v4.SESeal;
import org.ofdrw.reader.ContentExtractor;
import org.ofdrw.reader.OFDReader;
import org.ofdrw.sign.verify.OFDValidator;
import org.ofdrw.sign.verify.container.SESV4ValidateContainer;

/** For each OFD one line of JSON: whether ofdrw opens it, finds its text, and holds document and seal for genuine. With "--render FOLDER" also a PNG of each page. */
public final class OfdCheck {
  private static final BouncyCastleProvider BOUNCY = new BouncyCastleProvider();
  private static final String SIGNED_VALUE = "Doc_0/Signs/Sign_0/SignedValue.dat";

  public static void main(String[] args) {
    List<String> files = new ArrayList<>(List.of(args));
    Path pictures = null;
    if (!files.isEmpty() && files.get(0).equals("--render")) {
      pictures = Path.of(files.get(1));
      files = files.subList(2, files.size());
    }
    for (String file : files) System.out.println(line(Path.of(file), pictures));
  }

  private static String line(Path file, Path pictures) {
    StringBuilder json = new StringBuilder("{\"file\":" + quoted(file.getFileName().toString()));
    try (OFDReader reader = new OFDReader(file)) {
      int pages = reader.getNumberOfPages();
      List<String> text = new ArrayList<>();
      for (int page = 1; page <= pages; page++) text.addAll(new ContentExtractor(reader).getPageContent(page));
      json.append(",\"pages\":" + pages + ",\"text\":" + quoted(String.join("", text)));
      if (pictures != null) render(reader, file, pictures);
      new OFDValidator(reader).setValidator(new SESV4ValidateContainer()).exeValidate();
      json.append(",\"document\":true");
      String maker = sealMaker(reader);
      json.append(",\"seal\":true,\"maker\":" + quoted(maker));
    } catch (Exception broken) {
      json.append(",\"broken\":" + quoted(broken.getClass().getSimpleName() + ": " + broken.getMessage()));
    }
    return json.append('}').toString();
  }

  /** ofdrw's container leaves the seal itself unchecked: signed by its maker, over its own contents. Answers the maker's name. */
  private static String sealMaker(OFDReader reader) throws Exception {
    byte[] value = Files.readAllBytes(reader.getOFDDir().getSysAbsPath().isEmpty() ? Path.of(SIGNED_VALUE) : Path.of(reader.getOFDDir().getSysAbsPath(), SIGNED_VALUE));
    SESeal seal = SES_Signature.getInstance(value).getToSign().getEseal();
    X509Certificate maker = (X509Certificate) new CertificateFactory().engineGenerateCertificate(seal.getCert().getOctetStream());
    Signature signature = Signature.getInstance(seal.getSignAlgID().getId(), BOUNCY);
    signature.initVerify(maker);
    signature.update(seal.geteSealInfo().getEncoded("DER"));
    if (!signature.verify(seal.getSignedValue().getOctets())) throw new IllegalStateException("the seal is not signed by its maker");
    return maker.getSubjectX500Principal().getName();
  }

  private static void render(OFDReader reader, Path file, Path folder) throws Exception {
    ImageMaker maker = new ImageMaker(reader, 8);
    for (int page = 0; page < maker.pageSize(); page++) {
      String name = file.getFileName().toString().replaceAll("\\.ofd$", "") + "-" + (page + 1) + ".png";
      ImageIO.write(maker.makePage(page), "PNG", folder.resolve(name).toFile());
    }
  }

  private static String quoted(String text) {
    return text == null ? "null" : text.codePoints()
        .mapToObj(c -> c == '"' || c == '\\' ? "\\" + (char) c : c < 0x20 ? String.format("\\u%04x", c) : Character.toString(c))
        .collect(Collectors.joining("", "\"", "\""));
  }
}

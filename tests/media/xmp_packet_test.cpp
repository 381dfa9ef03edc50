#include "media/xmp_packet.h"

#include <gtest/gtest.h>

#include <string>

namespace stillwave::media {
namespace {

const std::string recipe = "{\"a\": \"<b> & 'c' &lt; 京都\"\n\t}";

TEST(XmpPacket, ATextComesBack) {
    EXPECT_EQ(xmp_description(xmp_packet(recipe)), recipe);
    const std::string large(70'000, '&');
    EXPECT_EQ(xmp_description(xmp_packet(large)), large);
}

// Another tool that adds a title to an exported file writes its packet anew.
TEST(XmpPacket, ThePacketOfExiftoolIsRead) {
    EXPECT_EQ(xmp_description("<rdf:Description rdf:about=''\n  xmlns:dc='http://purl.org/dc/elements/1.1/'>\n"
                              "  <dc:creator>\n   <rdf:Seq>\n    <rdf:li>me</rdf:li>\n   </rdf:Seq>\n  </dc:creator>\n"
                              "  <dc:description>\n   <rdf:Alt>\n    <rdf:li xml:lang='x-default'>"
                              "{&quot;a&quot;: &quot;&lt;b&gt; &amp; &#39;c&#39; &amp;lt; 京都&quot;\n\t}</rdf:li>\n"
                              "   </rdf:Alt>\n  </dc:description>\n  <dc:title>\n   <rdf:Alt>\n"
                              "    <rdf:li xml:lang='x-default'>hello</rdf:li>\n   </rdf:Alt>\n  </dc:title>\n"),
              recipe);
}

TEST(XmpPacket, ThePacketOfExiv2IsRead) {
    EXPECT_EQ(xmp_description("<dc:description>\n    <rdf:Alt>\n     <rdf:li xml:lang=\"x-default\">"
                              "{\"a\": \"&lt;b&gt; &amp; 'c' &amp;lt; 京都\"&#xA;&#x9;}</rdf:li>\n"),
              recipe);
}

TEST(XmpPacket, APacketWithoutATextHasNone) {
    for (const char* packet : {"", "<dc:title><rdf:Alt><rdf:li>hello</rdf:li></rdf:Alt></dc:title>", "<dc:description>",
                               "<dc:description><rdf:li", "<dc:description><rdf:li>cut short"})
        EXPECT_EQ(xmp_description(packet), "") << packet;
}

}  // namespace
}  // namespace stillwave::media

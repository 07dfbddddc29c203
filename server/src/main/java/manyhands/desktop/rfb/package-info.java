/// The RFB (VNC) engine: a live framebuffer with damage, input, screenshots and settling.
///
/// Front door: [manyhands.desktop.rfb.RfbDesktops], which turns any machine into a desktop. Written
/// from RFC 6143 and the community RFB specification. Must not know what kind of machine it speaks
/// to.
@NullMarked
package manyhands.desktop.rfb;

import org.jspecify.annotations.NullMarked;

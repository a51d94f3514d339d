import PlimsollEngine

extension Tower {
    /// MobileNetV5-300M, the image encoder of Gemma 3n, whose sizes no configuration changes.
    ///
    /// Source: huggingface/pytorch-image-models, timm/models/mobilenetv5.py
    /// (mobilenetv5_300m_enc).
    static let mobileNetV5: Tower = {
        var tower = Tower(.vision)
        tower.outputWidth = 2048
        for (filters, elements, count) in mobileNetConvolutions {
            tower.convolution("conv", filters, of: elements, bias: false, copies: count)
        }
        for (width, count) in mobileNetVectors { tower.vector("scale", width, copies: count) }
        return tower
    }()

    /// Filters, elements of a filter, and how often.
    private static let mobileNetConvolutions: [(filters: Int, elements: Int, count: Int)] = [
        (64, 27, 1),
        (256, 576, 1),
        (128, 256, 1),
        (512, 1152, 2),
        (128, 512, 2),
        (128, 9, 1),
        (768, 128, 1),
        (768, 25, 1),
        (256, 768, 1),
        (256, 25, 3),
        (1024, 256, 4),
        (256, 1024, 4),
        (256, 9, 2),
        (1536, 256, 1),
        (1536, 25, 1),
        (640, 1536, 1),
        (640, 25, 8),
        (2560, 640, 7),
        (640, 2560, 7),
        (640, 640, 2),
        (768, 640, 14),
        (640, 9, 28),
        (64, 640, 28),
        (640, 768, 14),
        (1280, 640, 14),
        (640, 1280, 14),
        (3840, 640, 1),
        (3840, 25, 1),
        (1280, 3840, 1),
        (1536, 1280, 19),
        (96, 1280, 38),
        (1280, 1536, 19),
        (2560, 1280, 19),
        (1280, 2560, 19),
        (3840, 1920, 1),
        (2048, 3840, 1),
    ]

    /// Scales of norms and of residual branches, and the stem's bias: width, and how often.
    private static let mobileNetVectors: [(width: Int, count: Int)] = [
        (64, 2),
        (256, 16),
        (128, 4),
        (512, 2),
        (768, 2),
        (1024, 4),
        (1536, 2),
        (640, 111),
        (2560, 26),
        (1280, 92),
        (3840, 3),
        (2048, 2),
    ]
}
